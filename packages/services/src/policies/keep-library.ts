import type { LibraryEntry } from "@holdfast/contracts/policy-library";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

/** Keeps the library that came with this release, in place of the one of before. */
export async function keepLibrary(ctx: ServiceContext, entries: readonly LibraryEntry[]): Promise<void> {
  // Not audited: nobody decides about it, it comes with the program.
  await transact(ctx.db, ctx.now, async ({ tx }) => {
    // Hubs that start at once take turns.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('policy-library'))::text`;
    await tx.policyLibraryEntry.deleteMany();
    await tx.policyLibraryEntry.createMany({ data: [...entries] });
  });
}
