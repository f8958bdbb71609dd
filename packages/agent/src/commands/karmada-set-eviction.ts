import { KarmadaEviction, karmadaSetEviction } from "@holdfast/contracts/commands/karmada-set-eviction";
import type { Json } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

interface Taint {
  readonly key?: string;
  readonly effect?: string;
}
interface MemberCluster extends KubeObject {
  readonly spec?: { readonly taints?: readonly Taint[] };
}

const TAINT = { key: "holdfast.dev/evicted", effect: "NoExecute" } as const;
const isOwn = ({ key, effect }: Taint) => key === TAINT.key && effect === TAINT.effect;
const taintsOf = ({ spec }: MemberCluster) => spec?.taints ?? [];

/** Whether Holdfast's taint is on a member cluster. Karmada writes the other taints all the time, and they are nobody's matter here. */
export const karmadaEviction = declaredFields({
  kind: { group: "cluster.karmada.io", plural: "clusters", kind: "Cluster", versions: ["v1alpha1"] },
  values: KarmadaEviction,
  pointers: { isEvicted: "/spec/taints" },
  lens: {
    read: (object: MemberCluster) => ({ isEvicted: taintsOf(object).some(isOwn) }),
    write: (object: MemberCluster, { isEvicted }) => {
      const others = taintsOf(object).filter((taint) => !isOwn(taint));
      const taints = isEvicted ? [...others, TAINT] : others;
      // What came from the API server as JSON is JSON.
      return [{ pointer: "/spec/taints", value: taints.length === 0 ? null : (taints as Json) }];
    },
  },
});

/** `karmada.set-eviction`: Holdfast's taint on a member cluster of Karmada, and nothing else of it. */
export const setKarmadaEviction = defineCommand({
  contract: karmadaSetEviction,
  rbac: maySet(karmadaEviction),
  handle: ({ kube }, order) => setFields(kube, karmadaEviction, order),
});
