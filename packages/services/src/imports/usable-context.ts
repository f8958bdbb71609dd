import type { ClusterAccess } from "@holdfast/contracts/cluster-access";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { ReadContext } from "@holdfast/domain/kubeconfig/read-kubeconfig";

/** A context that leads to a cluster. */
export type UsableContext = ReadContext & { readonly access: ClusterAccess };

/** The context of that name; throws `InvalidInput` with the remedy for one that is absent or refused. */
export function usableContext(contexts: readonly ReadContext[], name: string): UsableContext {
  const found = contexts.find(({ context }) => context === name);
  if (!found) throw new Fault("InvalidInput", worded("ContextAbsent", { context: name }));
  const { access } = found;
  if (!access) throw new Fault("InvalidInput", worded("ContextUnusable", { context: name, refusals: [...found.refusals] }));
  return { ...found, access };
}
