import type { DeploymentState } from "@holdfast/contracts/policy";
import { RolloutWave } from "@holdfast/contracts/policy";
import type { Prisma, Rollout, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import type { MachineTarget, MachineWave, RolloutFacts } from "@holdfast/domain/policy/rollout-facts";
import { z } from "zod";
import { reachOfClusters } from "../clusters/away-clusters";
import { rolloutFreeze } from "./rollout-freeze";
import { positionOf } from "./rollout-position";
import { isRolloutStopped } from "./rollout-switch";
import { termsOf } from "./rollout-terms";

/** A rollout with what its machine looks at. */
export type LoadedRollout = Rollout & { targets: RolloutTarget[] };

/** The waves of a rollout as they are kept. */
export const wavesOf = ({ waves }: Pick<Rollout, "waves">): RolloutWave[] => z.array(RolloutWave).parse(waves);

/** The waves as the machine sees them. */
export const machineWaves = (rollout: Pick<Rollout, "waves">): MachineWave[] =>
  wavesOf(rollout).map(({ needsApproval, soakSeconds, gate }) => ({
    ...{ needsApproval, soakMs: soakSeconds * 1000 },
    gateWithinMs: gate && gate.withinSeconds * 1000,
  }));

async function machineTargets(tx: Prisma.TransactionClient, { targets }: LoadedRollout, now: Date): Promise<MachineTarget[]> {
  const ids = targets.filter(({ state }) => state === "pending" || state === "awaitingReturn").map(({ clusterId }) => clusterId);
  const ordered = targets.flatMap(({ state, commandId }) => (state === "applying" && commandId !== null ? [commandId] : []));
  const [reach, commands] = await Promise.all([
    reachOfClusters(tx, ids, now),
    tx.command.findMany({ where: { id: { in: ordered } }, select: { id: true, finishedAt: true, expiresAt: true } }),
  ]);
  const isOver = new Map(commands.map(({ id, finishedAt, expiresAt }) => [id, finishedAt !== null || expiresAt <= now]));
  return targets
    .map(({ clusterId, wave, state, commandId }): MachineTarget => {
      const over = commandId === null ? undefined : isOver.get(commandId);
      return {
        ...{ id: clusterId, wave, reach: reach.get(clusterId) ?? "gone", order: over === undefined ? "none" : over ? "over" : "open" },
        // The column is only written by this package, with the words of the contracts.
        state: state as DeploymentState,
      };
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** All that decides what a rollout does next, as the store has it now. */
export async function rolloutFacts(tx: Prisma.TransactionClient, rollout: LoadedRollout, now: Date): Promise<RolloutFacts> {
  const terms = termsOf(rollout);
  const [targets, freeze, isStopped] = await Promise.all([
    machineTargets(tx, rollout, now),
    rolloutFreeze(tx, rollout, now),
    isRolloutStopped(tx),
  ]);
  return {
    position: positionOf(rollout),
    waves: machineWaves(rollout),
    stages: terms.stages.length,
    targets,
    ...{ maxConcurrent: terms.maxConcurrent, failureBudget: terms.failureBudget, isThorough: terms.isThorough },
    rollsBack: terms.onFailure === "rollBack",
    frozenUntil: freeze?.until.getTime() ?? null,
    isStopped,
    now: now.getTime(),
  };
}
