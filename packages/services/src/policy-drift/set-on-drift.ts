import type { SetOnDrift } from "@holdfast/contracts/policy-drift";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { placedClusters, policyById, policyTarget } from "../policies/policy-target";

/** Chooses what is done where a policy's objects are not as pushed. It needs the right to push to every cluster that has or is to have the policy. */
export async function setOnDrift(ctx: ServiceContext, { policyId, onDrift }: SetOnDrift): Promise<void> {
  const { prisma } = ctx.db;
  const policy = await policyById(prisma, policyId);
  const deployed = await prisma.policyDeployment.findMany({ where: { policyId }, select: { clusterId: true } });
  const has = await prisma.cluster.findMany({
    where: { id: { in: deployed.map(({ clusterId }) => clusterId) } },
    select: clusterRowFields,
  });
  const reached = new Map([...(await placedClusters(prisma, policy.placement)), ...has.map(clusterRow)].map((row) => [row.id, row]));
  const attempt = { action: "policy.set-on-drift", target: policyTarget(policy) };
  // A policy that reaches no cluster yet is its editors'.
  const asked =
    reached.size > 0 ? ({ permission: "policy:push", clusters: [...reached.values()] } as const) : ({ permission: "policy:edit" } as const);
  const decision = await authorise(ctx, { ...asked, ...attempt });
  if (policy.onDrift === onDrift) return;
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.policy.update({ where: { id: policyId }, data: { onDrift } });
    unit.audit({
      actor: ctx.actor,
      ...attempt,
      outcome: "succeeded",
      reason: null,
      before: { onDrift: policy.onDrift },
      after: { onDrift },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "policy.drift-changed",
      clusterIds: [],
      subject: { kind: "policy", id: policyId },
      payload: { onDrift, policy: policy.name },
    });
  });
}
