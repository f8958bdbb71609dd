import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { RbacRule } from "../rbac/rbac-rule";
import type { KubePort } from "./kube-port";

/** A workload that Karmada places, and where. */
export interface Binding extends KubeObject {
  readonly spec?: {
    readonly clusters?: readonly { readonly name?: string }[];
    readonly gracefulEvictionTasks?: readonly { readonly fromCluster?: string }[];
    readonly placement?: { readonly clusterAffinity?: { readonly clusterNames?: readonly string[] } };
  };
  readonly status?: {
    readonly schedulerObservedGeneration?: number;
    readonly aggregatedStatus?: readonly { readonly clusterName?: string; readonly health?: string }[];
  };
}

const GROUP = "work.karmada.io";
const PLURALS = ["resourcebindings", "clusterresourcebindings"];

/** The right to see what Karmada has placed where. */
export const mayListBindings: RbacRule = { apiGroups: [GROUP], resources: PLURALS, verbs: ["list"] };

/** What Karmada places, of one namespace or of all with what has none. Throws where it does not serve what it placed. */
export async function listBindings(kube: KubePort, namespace?: string): Promise<Binding[]> {
  const plurals = namespace === undefined ? PLURALS : PLURALS.slice(0, 1);
  const lists = plurals.map(async (plural) => {
    const resource = await kube.find(GROUP, plural, ["v1alpha2"]);
    if (!resource) throw new TypeError(`This cluster does not serve ${plural}.${GROUP}, by which the effect is seen.`);
    return kube.list<Binding>(resource, namespace);
  });
  return (await Promise.all(lists)).flat();
}

/** The clusters that a workload is placed on. */
export const placedOn = ({ spec }: Binding): string[] => (spec?.clusters ?? []).map(({ name = "" }) => name);

/** The clusters that a workload is on its way out of. */
export const leaves = ({ spec }: Binding): string[] => (spec?.gracefulEvictionTasks ?? []).map(({ fromCluster = "" }) => fromCluster);
