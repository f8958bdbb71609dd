import { readLibrary } from "@holdfast/policy-library/read-library";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { keepLibrary } from "@holdfast/services/policies/keep-library";

/** Loads the policy library of this release, for people to start from. */
export async function loadLibrary(ctx: ServiceContext): Promise<void> {
  const library = await readLibrary();
  const entries = library.map(({ id, card, manifests, tests, bundle }) => ({
    ...{ id, ...card, manifests, tests },
    examples: bundle.tests.examples.length,
  }));
  await keepLibrary(ctx, entries);
}
