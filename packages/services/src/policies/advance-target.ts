import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import type { DeploymentState } from "@holdfast/contracts/policy";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Command, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import type { Lease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { TargetMove } from "@holdfast/domain/policy/rollout-facts";
import { reachOfClusters } from "../clusters/away-clusters";
import type { RolloutDriver } from "./advance-rollout";
import { laterRollout, onReturn } from "./await-return";
import { versionFor } from "./order-input";
import { orderTarget } from "./order-target";
import { type ReadBack, readBack } from "./read-back";
import { type MovingRollout, writeTarget } from "./write-target";

function receiptText({ message, reason }: Command): Worded {
  const said = message ?? reason;
  return said === null ? worded("AgentCouldNotApply") : { message: said };
}

/** Keeps that a cluster has what it was ordered. */
async function writeReached(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget, read: ReadBack) {
  const version = versionFor(rollout, target);
  const state: DeploymentState = version === 0 ? "removed" : "applied";
  const text = read.warnings.length > 0 ? worded("ServerWarns", { warnings: read.warnings.join("; ") }) : worded("ReadBackRight");
  await writeTarget(driver, lease, rollout, target, { state, ...text }, async ({ tx }) => {
    const value = {
      ...{ version, state, message: text.message, phrase: storedPhrase(text), stage: target.stage },
      ...{ objects: read.objects, contentHash: read.contentHash, observedAt: driver.ctx.now() },
    };
    const key = { policyId: rollout.policyId, clusterId: target.clusterId };
    if (state === "removed") await tx.policyDeployment.deleteMany({ where: key });
    else await tx.policyDeployment.upsert({ where: { policyId_clusterId: key }, update: value, create: { ...key, ...value } });
  });
}

/** A cluster that can't be asked: it is waited for where it is away, and asked again where it should answer. */
async function unread(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget, cause: Fault): Promise<void> {
  const { ctx } = driver;
  const reach = await reachOfClusters(ctx.db.prisma, [target.clusterId], ctx.now());
  if (reach.get(target.clusterId) === "away" && LIVE_PHASES.includes(rollout.phase))
    return writeTarget(driver, lease, rollout, target, { state: "awaitingReturn", ...worded("WaitsForReturn") });
  if (target.message !== cause.message) await writeTarget(driver, lease, rollout, target, { state: "applying", ...textOf(cause) });
}

const LIVE_PHASES = ["Running", "AwaitingApproval", "Succeeded"];

/** What becomes of a target whose order came to nothing as far as anybody knows: it is tried again as long as somebody still wants it. */
function againState(rollout: MovingRollout, { wave }: RolloutTarget): DeploymentState {
  if (!LIVE_PHASES.includes(rollout.phase)) return "superseded";
  return rollout.phase === "Running" && wave === rollout.currentWave ? "pending" : "awaitingReturn";
}

async function settle(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<void> {
  const command = target.commandId ? await driver.ctx.db.prisma.command.findUnique({ where: { id: target.commandId } }) : null;
  if (!command) return;
  // What a later rollout has taken over is read back by that one.
  if (!LIVE_PHASES.includes(rollout.phase) && (await laterRollout(driver, rollout, target.clusterId)) !== null)
    return writeTarget(driver, lease, rollout, target, { state: "superseded", ...worded("ReturnOvertaken") });
  if (command.outcome === "refused" || command.outcome === "failed")
    return writeTarget(driver, lease, rollout, target, { state: "failed", ...receiptText(command) });
  let read: ReadBack;
  try {
    read = await readBack(driver, rollout, target);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return unread(driver, lease, rollout, target, cause);
  }
  const { wrong } = read;
  if (wrong.length === 0) return writeReached(driver, lease, rollout, target, read);
  // An unknown outcome that reads back as undone is tried again; a success that does is a fault worth stopping for.
  const isDisproved = command.outcome === "succeeded";
  const again = againState(rollout, target);
  const unsure = again === "superseded" ? worded("ReturnAfterHalt") : worded("TriedAgain", { wrong });
  const text = isDisproved ? worded("ReadBackWrong", { wrong }) : unsure;
  await writeTarget(driver, lease, rollout, target, { state: isDisproved ? "failed" : again, ...text });
}

/** Sends what waited for a cluster that is back, if it is still wanted and its API server takes it. */
async function sendLate(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<void> {
  const next = await onReturn(driver, rollout, target);
  if (next.kind === "order") await orderTarget(driver, lease, rollout, target);
  else if (next.kind !== "later") await writeTarget(driver, lease, rollout, target, { state: next.kind, ...next.text });
}

/** Carries out what the machine says about one cluster. Waits for nothing. */
export async function advanceTarget(
  driver: RolloutDriver,
  lease: Lease,
  rollout: MovingRollout,
  target: RolloutTarget,
  { kind }: TargetMove,
): Promise<void> {
  switch (kind) {
    case "order":
      return orderTarget(driver, lease, rollout, target);
    case "defer":
      return writeTarget(driver, lease, rollout, target, { state: "awaitingReturn", ...worded("WaitsForReturn") });
    case "readBack":
      return settle(driver, lease, rollout, target);
    case "sendLate":
      return sendLate(driver, lease, rollout, target);
    case "drop":
      return writeTarget(driver, lease, rollout, target, { state: "superseded", ...worded("ReturnAfterHalt") });
  }
}
