import { KarmadaPlacement, karmadaSetPlacement } from "@holdfast/contracts/commands/karmada-set-placement";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** The member clusters that a policy of Karmada names. */
export const karmadaPlacement = declaredFields({
  kind: {
    ...{ group: "policy.karmada.io", plural: "propagationpolicies", kind: "PropagationPolicy", versions: ["v1alpha1"] },
    twin: { plural: "clusterpropagationpolicies", kind: "ClusterPropagationPolicy" },
  },
  values: KarmadaPlacement,
  pointers: { clusterNames: "/spec/placement/clusterAffinity/clusterNames" },
});

/** `karmada.set-placement`: the member clusters that a policy of Karmada names, and nothing else of it. */
export const setKarmadaPlacement = defineCommand({
  contract: karmadaSetPlacement,
  rbac: maySet(karmadaPlacement),
  handle: ({ kube }, order) => setFields(kube, karmadaPlacement, order),
});
