import type { ContextView, KubeconfigView } from "@holdfast/contracts/cluster-import";
import { proposeName } from "@holdfast/domain/kubeconfig/propose-name";
import { readKubeconfig } from "@holdfast/domain/kubeconfig/read-kubeconfig";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import type { ImportSettings } from "./import-settings";

/** What the import of a kubeconfig is about, for the trail. */
export const importTarget = (id: string) => ({ kind: "import", id, name: "kubeconfig", clusterId: null });

/** The contexts of a kubeconfig, each with a name for its cluster and what keeps it out. Nothing is kept, and nobody is asked. */
export async function readContexts(ctx: ServiceContext, settings: ImportSettings, kubeconfig: string): Promise<KubeconfigView> {
  await authorise(ctx, { permission: "cluster:register", action: "cluster.read-kubeconfig", target: importTarget("kubeconfig") });
  const read = readKubeconfig(kubeconfig, { now: ctx.now(), isLoopbackAllowed: settings.isLoopbackAllowed });
  const names = (await ctx.db.prisma.cluster.findMany({ select: { name: true } })).map(({ name }) => name);
  const taken = new Set(names);
  const contexts = read.map(({ context, server, kind, user, expiresAt, refusals, isCurrent }): ContextView => {
    const name = proposeName(context, taken);
    taken.add(name);
    return { context, server, credentialKind: kind, user, expiresAt, refusals: [...refusals], name, isCurrent };
  });
  return { contexts, takenNames: names };
}
