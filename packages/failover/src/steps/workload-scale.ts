import { workloadScale as command } from "@holdfast/contracts/commands/workload-scale";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import { WorkloadScale } from "@holdfast/contracts/steps/workload-scale";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { checkCapacity } from "../checks/check-capacity";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, type Finding, failed, finding, order, preflightOf, waiting } from "../define-step";

const Before = z.strictObject({ replicas: z.number().int() });

const target = (p: WorkloadScale) => ({ kind: p.kind, namespace: p.namespace, name: p.name });
const objectOf = (p: WorkloadScale) => `${p.kind} ${p.namespace}/${p.name}`;
const scale = (p: WorkloadScale, before: z.infer<typeof Before>) =>
  order(p.cluster, command, { ...target(p), replicas: p.replicas, expectReplicas: before.replicas });

function ownership(p: WorkloadScale, live: { autoscaler: string | null; gitOpsOwner: string | null }): Finding[] {
  const found: Finding[] = [];
  if (live.autoscaler !== null) found.push(finding("OwnedByAutoscaler", "blocking", objectOf(p), { autoscaler: live.autoscaler }));
  if (live.gitOpsOwner !== null) found.push(finding("OwnedByGitOps", "warning", objectOf(p), { owner: live.gitOpsOwner }));
  return found;
}

/** Gives a workload of one site its replicas, all ready. */
export const workloadScale = defineStep({
  name: "workload.scale",
  schema: WorkloadScale,
  before: Before,
  describe: (p) => describeStep({ use: "workload.scale", with: p }),
  async preflight(ctx, p) {
    const live = await ctx.read(p.cluster, workloadRead, target(p));
    if (!live.exists) return blocked("WorkloadAbsent", objectOf(p), { site: p.cluster, object: objectOf(p) });
    const before = { replicas: live.replicas };
    const [access, rehearsal, capacity] = await Promise.all([
      checkAccess(ctx, p.cluster, command.name),
      rehearseOrder(ctx, scale(p, before)),
      checkCapacity(ctx, {
        ...{ cluster: p.cluster, workload: target(p), need: live.perReplica, object: objectOf(p) },
        ...{ replicas: live.replicas, least: p.replicas, most: p.replicas },
      }),
    ]);
    return preflightOf([...access, ...ownership(p, live), ...capacity, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: scale,
  async verify(ctx, p, before) {
    const live = await ctx.read(p.cluster, workloadRead, target(p));
    if (!live.exists) return failed(worded("ObjectIsGone", { object: objectOf(p) }));
    if (live.replicas === p.replicas)
      return live.isObserved && live.readyReplicas === p.replicas
        ? done(worded("ReplicasAreReady", { ready: live.readyReplicas, replicas: p.replicas }))
        : waiting(worded("ReadyReplicas", { replicas: p.replicas, ready: live.readyReplicas }));
    if (live.replicas === before.replicas) return waiting(worded("ReplicasToBecome", { live: live.replicas, replicas: p.replicas }), true);
    return failed(worded("ReplicasSetByOther", { live: live.replicas, before: before.replicas, replicas: p.replicas }));
  },
  unattended: (p) => ({
    query: workloadRead.name,
    input: target(p),
    expect: [
      { at: "/exists", is: true },
      { at: "/replicas", is: p.replicas },
      { at: "/readyReplicas", is: p.replicas },
      { at: "/isObserved", is: true },
    ],
  }),
  undo: (p, before) => ({ parameters: { ...p, replicas: before.replicas }, before: { replicas: p.replicas } }),
});
