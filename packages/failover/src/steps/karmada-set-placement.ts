import { karmadaSetPlacement as command, KarmadaPlacement } from "@holdfast/contracts/commands/karmada-set-placement";
import { karmadaReadPlacement } from "@holdfast/contracts/queries/karmada-read-placement";
import { KarmadaSetPlacement } from "@holdfast/contracts/steps/karmada-set-placement";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, type Finding, finding, waiting } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";

const objectOf = (p: KarmadaSetPlacement) =>
  p.namespace === null ? `ClusterPropagationPolicy ${p.name}` : `PropagationPolicy ${p.namespace}/${p.name}`;

function findings(_: unknown, p: KarmadaSetPlacement, { status }: FoundBy<typeof karmadaReadPlacement>): Finding[] {
  const object = objectOf(p);
  if (status.hasGroups) return [finding("KarmadaGroups", "blocking", object, { object })];
  if (status.isSuspended) return [finding("KarmadaSuspended", "blocking", object, { object })];
  const empty = status.workloads === 0 ? [finding("KarmadaPlacesNothing", "warning", object, { object })] : [];
  return [...(status.isLazy ? [finding("KarmadaLazy", "warning", object, { object })] : []), ...empty];
}

/** Has Karmada place the workloads of a policy on other member clusters. */
export const karmadaSetPlacement = fieldsStep({
  name: "karmada.set-placement",
  schema: KarmadaSetPlacement,
  values: KarmadaPlacement,
  command,
  query: karmadaReadPlacement,
  ...{ kind: "PropagationPolicy", resource: "propagationpolicies.policy.karmada.io" },
  twin: { kind: "ClusterPropagationPolicy", resource: "clusterpropagationpolicies.policy.karmada.io" },
  inWords: ({ clusterNames }) => clusterNames?.join(", ") ?? "any cluster",
  describe: (p) => describeStep({ use: "karmada.set-placement", with: p }),
  wanted: (p) => ({ clusterNames: p.clusterNames }),
  findings,
  effect(_, { clusterNames }, { status: { workloads, settled } }) {
    const says = { clusters: clusterNames?.join(", ") ?? "-", workloads };
    return settled === workloads ? done(worded("KarmadaPlaced", says)) : waiting(worded("KarmadaToPlace", { ...says, settled }));
  },
});
