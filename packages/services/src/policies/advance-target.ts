import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { DeploymentState } from "@holdfast/contracts/policy";
import { type PolicyObjectState, policyRead } from "@holdfast/contracts/queries/policy-read";
import type { Command, Policy, Rollout, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact, type Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { RolloutDriver } from "./advance-rollout";
import { applyInput } from "./apply-input";

const ORDER_LIFETIME_MS = 5 * 60_000;
const READ_DEADLINE_MS = 5000;

type Moving = Rollout & { policy: Policy };

/** Writes a target's new state, with its event, if this hub still holds the rollout. */
async function writeTarget(
  driver: RolloutDriver,
  lease: Lease,
  target: RolloutTarget,
  change: { state: DeploymentState; message: string },
  more?: (unit: Unit) => Promise<void>,
): Promise<void> {
  const { ctx } = driver;
  // Not audited: `more` audits what orders something; the rest reads back what receipts and waves audit.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await unit.tx.rolloutTarget.update({
      where: { rolloutId_clusterId: { rolloutId: target.rolloutId, clusterId: target.clusterId } },
      data: { ...change, updatedAt: ctx.now() },
    });
    await more?.(unit);
    unit.emit({
      type: "rollout.changed",
      clusterIds: [target.clusterId],
      subject: { kind: "rollout", id: target.rolloutId },
      payload: { ...change },
    });
  });
}

/** The number of this rollout among its policy's: agents refuse the orders of an earlier one. */
const epochOf = (driver: RolloutDriver, rollout: Moving) =>
  driver.ctx.db.prisma.rollout.count({ where: { policyId: rollout.policyId, requestedAt: { lte: rollout.requestedAt } } });

async function order(driver: RolloutDriver, lease: Lease, rollout: Moving, target: RolloutTarget): Promise<void> {
  const { ctx } = driver;
  const [input, epoch] = await Promise.all([
    applyInput(ctx.db.prisma, rollout.policy, rollout.toVersion, target.clusterId),
    epochOf(driver, rollout),
  ]);
  const id = uuid();
  const attempt = target.attempt + 1;
  await writeTarget(driver, lease, target, { state: "applying", message: "sent to the agent" }, async (unit) => {
    await unit.tx.rolloutTarget.update({
      where: { rolloutId_clusterId: { rolloutId: rollout.id, clusterId: target.clusterId } },
      data: { commandId: id, attempt },
    });
    unit.order({
      id,
      clusterId: target.clusterId,
      name: "policy.apply",
      input: input as unknown as Json,
      scope: `policy:${rollout.policyId}`,
      epoch: BigInt(epoch),
      idempotencyKey: `rollout:${rollout.id}:${target.clusterId}:${attempt}`,
      expiresAt: new Date(ctx.now().getTime() + ORDER_LIFETIME_MS),
    });
    unit.audit({
      actor: ctx.actor,
      action: "policy.order-apply",
      target: { kind: "cluster", id: target.clusterId, name: rollout.policy.name, clusterId: target.clusterId },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { rollout: rollout.id, version: rollout.toVersion, attempt },
      decision: null,
      requestId: rollout.id,
    });
  });
}

type ReadBack = { isAsIntended: boolean; message: string; objects: { kind: string; name: string }[]; warnings: string[] };

/** Asks the cluster itself what it has now. Throws a fault when it can't be asked. */
async function readBack(driver: RolloutDriver, rollout: Moving, clusterId: string): Promise<ReadBack> {
  const wanted = await applyInput(driver.ctx.db.prisma, rollout.policy, rollout.toVersion, clusterId);
  const objects = wanted.objects.map((object) => ({ kind: object.kind, name: object.metadata.name }));
  const asked = [...objects, ...wanted.remove.map(({ kind, name }) => ({ kind, name }))];
  const answer = await driver.live.ask(clusterId, policyRead, { objects: asked }, { deadlineMs: READ_DEADLINE_MS });
  const found = new Map(answer.objects.map((state): [string, PolicyObjectState] => [`${state.kind}/${state.name}`, state]));
  const wrong = [
    ...objects
      .filter(({ kind, name }) => found.get(`${kind}/${name}`)?.contentHash !== wanted.contentHash)
      .map(({ kind, name }) => `${kind} ${name} is not as pushed`),
    ...wanted.remove
      .filter(({ kind, name }) => found.get(`${kind}/${name}`)?.isPresent)
      .map(({ kind, name }) => `${kind} ${name} is still there`),
  ];
  return {
    isAsIntended: wrong.length === 0,
    message: wrong.join("; "),
    objects,
    warnings: answer.objects.flatMap((state) => state.warnings),
  };
}

async function settle(driver: RolloutDriver, lease: Lease, rollout: Moving, target: RolloutTarget, command: Command): Promise<void> {
  if (command.outcome === "refused" || command.outcome === "failed")
    return writeTarget(driver, lease, target, {
      state: "failed",
      message: command.message ?? command.reason ?? "the agent could not apply it",
    });
  let read: ReadBack;
  try {
    read = await readBack(driver, rollout, target.clusterId);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    if (target.message !== cause.message) await writeTarget(driver, lease, target, { state: "applying", message: cause.message });
    return;
  }
  if (!read.isAsIntended) {
    // An unknown outcome that reads back as undone is tried again; a success that does is a fault worth stopping for.
    if (command.outcome === "succeeded")
      return writeTarget(driver, lease, target, { state: "failed", message: `read back: ${read.message}` });
    return writeTarget(driver, lease, target, { state: "pending", message: `tried again: ${read.message}` });
  }
  const state: DeploymentState = rollout.toVersion === 0 ? "removed" : "applied";
  const message = read.warnings.length > 0 ? `the API server warns: ${read.warnings.join("; ")}` : "read back from the cluster";
  await writeTarget(driver, lease, target, { state, message }, async ({ tx }) => {
    const value = { version: rollout.toVersion, state, message, objects: read.objects, observedAt: driver.ctx.now() };
    const key = { policyId: rollout.policyId, clusterId: target.clusterId };
    if (state === "removed") await tx.policyDeployment.deleteMany({ where: key });
    else await tx.policyDeployment.upsert({ where: { policyId_clusterId: key }, update: value, create: { ...key, ...value } });
  });
}

/** Takes one target one step on: orders it, or reads back what became of its order. Waits for nothing. */
export async function advanceTarget(driver: RolloutDriver, lease: Lease, rollout: Moving, target: RolloutTarget): Promise<void> {
  if (target.state === "pending") return order(driver, lease, rollout, target);
  const command = target.commandId ? await driver.ctx.db.prisma.command.findUnique({ where: { id: target.commandId } }) : null;
  if (!command) return;
  const hasRunOut = command.expiresAt <= driver.ctx.now();
  if (command.finishedAt || hasRunOut) await settle(driver, lease, rollout, target, command);
}
