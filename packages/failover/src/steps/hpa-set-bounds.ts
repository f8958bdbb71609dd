import { hpaSetBounds as command, HpaBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import { ScalableKind } from "@holdfast/contracts/commands/workload-scale";
import { hpaReadBounds } from "@holdfast/contracts/queries/hpa-read-bounds";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import { HpaSetBounds } from "@holdfast/contracts/steps/hpa-set-bounds";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { checkCapacity } from "../checks/check-capacity";
import { done, type Finding, finding, waiting } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";

type Found = FoundBy<typeof hpaReadBounds>;

const objectOf = (p: HpaSetBounds) => `HorizontalPodAutoscaler ${p.namespace}/${p.name}`;
const boundsOf = (p: HpaSetBounds, live: HpaBounds): HpaBounds => ({
  minReplicas: p.minReplicas ?? live.minReplicas,
  maxReplicas: p.maxReplicas ?? live.maxReplicas,
});
const inWords = ({ minReplicas, maxReplicas }: HpaBounds) => `${minReplicas}-${maxReplicas}`;

/** Whether there is room for the replicas that the new lower bound asks for at once. */
async function room(ctx: StepContext, p: HpaSetBounds, { values, status }: Found): Promise<Finding[]> {
  const kind = ScalableKind.safeParse(status.target.kind);
  if (!kind.success) return [];
  const { minReplicas: least, maxReplicas: most } = boundsOf(p, values);
  const replicas = status.currentReplicas;
  if (replicas >= least && replicas <= most) return [];
  const workload = { kind: kind.data, namespace: p.namespace, name: status.target.name };
  const { perReplica: need } = await ctx.read(p.cluster, workloadRead, workload);
  return checkCapacity(ctx, { cluster: p.cluster, workload, replicas, least, most, need, object: objectOf(p) });
}

/** Sets how few and how many replicas an autoscaler may choose, and waits until its workload is within. */
export const hpaSetBounds = fieldsStep({
  name: "hpa.set-bounds",
  schema: HpaSetBounds,
  values: HpaBounds,
  command,
  query: hpaReadBounds,
  kind: "HorizontalPodAutoscaler",
  resource: "horizontalpodautoscalers.autoscaling",
  describe: (p) => describeStep({ use: "hpa.set-bounds", with: p }),
  wanted: boundsOf,
  async findings(ctx, p, found) {
    const { minReplicas: min, maxReplicas: max } = boundsOf(p, found.values);
    if (min > max) return [finding("BoundsCrossed", "blocking", objectOf(p), { min, max })];
    const asleep = found.status.currentReplicas === 0 && min > 0 ? [finding("AutoscalerAsleep", "warning", objectOf(p))] : [];
    return [...asleep, ...(await room(ctx, p, found))];
  },
  unattended: (_, { minReplicas, maxReplicas }) => [{ at: "/found/status/currentReplicas", from: minReplicas, to: maxReplicas }],
  effect(_, bounds, { status: { currentReplicas: current } }) {
    const says = { bounds: inWords(bounds), current };
    const isWithin = current >= bounds.minReplicas && current <= bounds.maxReplicas;
    return isWithin ? done(worded("ReplicasWithin", says)) : waiting(worded("ReplicasToCome", says));
  },
});
