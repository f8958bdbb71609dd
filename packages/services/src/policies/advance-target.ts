import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import type { DeploymentState } from "@holdfast/contracts/policy";
import { type PolicyRef, refKey, refOf, refText } from "@holdfast/contracts/policy-object";
import { type PolicyObjectState, policyRead } from "@holdfast/contracts/queries/policy-read";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Command, Policy, Rollout, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { Reach } from "../clusters/away-clusters";
import type { RolloutDriver } from "./advance-rollout";
import { applyInput } from "./apply-input";
import { onReturn } from "./await-return";

const ORDER_LIFETIME_MS = 5 * 60_000;
const READ_DEADLINE_MS = 5000;

/** A rollout with its policy. */
export type MovingRollout = Rollout & { policy: Policy };

/** Writes a target's new state, with its event, if this hub still holds the rollout. */
async function writeTarget(
  driver: RolloutDriver,
  lease: Lease,
  target: RolloutTarget,
  { state, ...text }: { state: DeploymentState } & Worded,
  more?: (unit: Unit) => Promise<void>,
): Promise<void> {
  const { ctx } = driver;
  // Not audited: `more` audits what orders something; the rest reads back what receipts and waves audit.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await unit.tx.rolloutTarget.update({
      where: { rolloutId_clusterId: { rolloutId: target.rolloutId, clusterId: target.clusterId } },
      data: { state, message: text.message, phrase: storedPhrase(text), updatedAt: ctx.now() },
    });
    await more?.(unit);
    unit.emit({
      type: "rollout.changed",
      clusterIds: [target.clusterId],
      subject: { kind: "rollout", id: target.rolloutId },
      payload: { state, message: text.message },
    });
  });
}

/** The number of this rollout among its policy's: agents refuse the orders of an earlier one. */
const epochOf = (driver: RolloutDriver, rollout: MovingRollout) =>
  driver.ctx.db.prisma.rollout.count({ where: { policyId: rollout.policyId, requestedAt: { lte: rollout.requestedAt } } });

async function order(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<void> {
  const { ctx } = driver;
  const [input, epoch] = await Promise.all([
    applyInput(ctx.db.prisma, rollout.policy, rollout.toVersion, target.clusterId),
    epochOf(driver, rollout),
  ]);
  const id = uuid();
  const attempt = target.attempt + 1;
  await writeTarget(driver, lease, target, { state: "applying", ...worded("SentToAgent") }, async (unit) => {
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

type ReadBack = { wrong: Worded[]; contentHash: string; objects: PolicyRef[]; warnings: string[] };

/** Asks the cluster itself what it has now. Throws a fault when it can't be asked. */
async function readBack(driver: RolloutDriver, rollout: MovingRollout, clusterId: string): Promise<ReadBack> {
  const wanted = await applyInput(driver.ctx.db.prisma, rollout.policy, rollout.toVersion, clusterId);
  const objects = wanted.objects.map(refOf);
  const answer = await driver.live.ask(
    clusterId,
    policyRead,
    { objects: [...objects, ...wanted.remove] },
    { deadlineMs: READ_DEADLINE_MS },
  );
  const found = new Map(answer.objects.map((state): [string, PolicyObjectState] => [refKey(state), state]));
  const wrong = [
    ...objects
      .filter((ref) => found.get(refKey(ref))?.contentHash !== wanted.contentHash)
      .map((ref) => worded("ObjectNotAsPushed", { object: refText(ref) })),
    ...wanted.remove.filter((ref) => found.get(refKey(ref))?.isPresent).map((ref) => worded("ObjectStillThere", { object: refText(ref) })),
    ...objects.flatMap((ref) => {
      const problems = found.get(refKey(ref))?.problems ?? [];
      return problems.length > 0 ? [worded("ObjectCantJudge", { object: refText(ref), problems: problems.join("; ") })] : [];
    }),
  ];
  return {
    wrong,
    contentHash: wanted.contentHash,
    objects,
    warnings: answer.objects.flatMap((state) => state.warnings),
  };
}

function receiptText({ message, reason }: Command): Worded {
  const said = message ?? reason;
  return said === null ? worded("AgentCouldNotApply") : { message: said };
}

async function settle(
  driver: RolloutDriver,
  lease: Lease,
  rollout: MovingRollout,
  target: RolloutTarget,
  { command, reach }: { readonly command: Command; readonly reach: Reach },
): Promise<void> {
  if (command.outcome === "refused" || command.outcome === "failed")
    return writeTarget(driver, lease, target, {
      state: "failed",
      ...receiptText(command),
    });
  let read: ReadBack;
  try {
    read = await readBack(driver, rollout, target.clusterId);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    if (reach === "away") return writeTarget(driver, lease, target, { state: "awaitingReturn", ...worded("WaitsForReturn") });
    if (target.message !== cause.message) await writeTarget(driver, lease, target, { state: "applying", ...textOf(cause) });
    return;
  }
  if (read.wrong.length > 0) {
    // An unknown outcome that reads back as undone is tried again; a success that does is a fault worth stopping for.
    if (command.outcome === "succeeded")
      return writeTarget(driver, lease, target, { state: "failed", ...worded("ReadBackWrong", { wrong: read.wrong }) });
    return writeTarget(driver, lease, target, { state: "pending", ...worded("TriedAgain", { wrong: read.wrong }) });
  }
  const state: DeploymentState = rollout.toVersion === 0 ? "removed" : "applied";
  const text = read.warnings.length > 0 ? worded("ServerWarns", { warnings: read.warnings.join("; ") }) : worded("ReadBackRight");
  await writeTarget(driver, lease, target, { state, ...text }, async ({ tx }) => {
    const { message } = text;
    const value = {
      version: rollout.toVersion,
      state,
      message,
      phrase: storedPhrase(text),
      objects: read.objects,
      contentHash: read.contentHash,
      observedAt: driver.ctx.now(),
    };
    const key = { policyId: rollout.policyId, clusterId: target.clusterId };
    if (state === "removed") await tx.policyDeployment.deleteMany({ where: key });
    else await tx.policyDeployment.upsert({ where: { policyId_clusterId: key }, update: value, create: { ...key, ...value } });
  });
}

/** Sends what waited for a cluster that is back, if it is still wanted and its API server takes it. */
async function sendLate(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<void> {
  const next = await onReturn(driver, rollout, target);
  if (next.kind === "order") await order(driver, lease, rollout, target);
  else if (next.kind !== "later") await writeTarget(driver, lease, target, { state: next.kind, ...next.text });
}

/** Takes one target one step on: orders it, or reads back what became of its order. Waits for nothing. */
export async function advanceTarget(
  driver: RolloutDriver,
  lease: Lease,
  rollout: MovingRollout,
  target: RolloutTarget,
  reach: Reach,
): Promise<void> {
  if (target.state === "awaitingReturn") return reach === "connected" ? sendLate(driver, lease, rollout, target) : undefined;
  if (target.state === "pending" && reach === "away")
    return writeTarget(driver, lease, target, { state: "awaitingReturn", ...worded("WaitsForReturn") });
  if (target.state === "pending") return order(driver, lease, rollout, target);
  const command = target.commandId ? await driver.ctx.db.prisma.command.findUnique({ where: { id: target.commandId } }) : null;
  if (!command) return;
  const hasRunOut = command.expiresAt <= driver.ctx.now();
  if (command.finishedAt || hasRunOut) await settle(driver, lease, rollout, target, { command, reach });
}
