import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { Json } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";
import type { Policy, PolicyDeployment, PolicyDrift, Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import type { ApplyInput } from "../policies/apply-input";
import { driftTarget, objectName, partsOf } from "./stored-drift";

const ORDER_LIFETIME_MS = 2 * 60_000;

/** What is corrected, and for whom. */
export interface Correction {
  /** What the cluster is to have. */
  readonly input: ApplyInput;
  readonly policy: Policy;
  readonly deployment: PolicyDeployment;
  /** The open drifts of the policy in the cluster: one order puts all of them right. */
  readonly drifts: readonly PolicyDrift[];
  readonly person: { readonly reason: string; readonly decision: Parameters<Unit["audit"]>[0]["decision"] } | null;
}

/** The number of the last rollout that ordered something of this cluster: agents refuse the orders of an earlier one. */
async function epochHere(tx: Prisma.TransactionClient, { policyId, clusterId }: PolicyDeployment): Promise<bigint> {
  const last = await tx.rollout.findFirst({
    where: { policyId, targets: { some: { clusterId, attempt: { gt: 0 } } } },
    orderBy: { requestedAt: "desc" },
    select: { requestedAt: true },
  });
  return BigInt(last ? await tx.rollout.count({ where: { policyId, requestedAt: { lte: last.requestedAt } } }) : 0);
}

/** Orders the objects that the cluster is to have once more, with the fields that others took. Audited, also when nobody asked for it. */
export async function orderCorrection(
  ctx: ServiceContext,
  unit: Unit,
  { input, policy, deployment, drifts, person }: Correction,
): Promise<string> {
  const { clusterId, version } = deployment;
  const epoch = await epochHere(unit.tx, deployment);
  const id = uuid();
  const at = ctx.now();
  unit.order({
    id,
    clusterId,
    name: policyApply.name,
    input: { ...input, takeOver: true } as unknown as Json,
    scope: `policy:${policy.id}`,
    epoch,
    idempotencyKey: `drift:${id}`,
    expiresAt: new Date(at.getTime() + ORDER_LIFETIME_MS),
  });
  const by = person ? { byId: ctx.actor.id, byName: ctx.actor.name } : { byId: null, byName: null };
  const text = worded("DriftCorrecting");
  for (const drift of drifts)
    await unit.tx.policyDrift.update({
      where: { id: drift.id },
      data: {
        corrections: [...partsOf(drift).corrections, { commandId: id, at, ...by }] as unknown as Prisma.InputJsonValue,
        message: text.message,
        phrase: storedPhrase(text),
        isHeld: false,
      },
    });
  unit.audit({
    actor: ctx.actor,
    action: "policy.correct",
    target: driftTarget(policy, clusterId),
    outcome: "succeeded",
    reason: person?.reason ?? null,
    before: null,
    after: { version, command: id, objects: drifts.map(objectName) },
    decision: person?.decision ?? null,
    requestId: person ? ctx.requestId : id,
  });
  unit.emit({
    type: "policy.drift-changed",
    clusterIds: [clusterId],
    subject: { kind: "policy", id: policy.id },
    payload: { state: "correcting", policy: policy.name },
  });
  return id;
}
