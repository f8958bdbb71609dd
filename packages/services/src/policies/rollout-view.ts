import type { AuditTarget } from "@holdfast/contracts/audit";
import { ClusterId, PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { DeploymentState, RolloutPhase, type RolloutView } from "@holdfast/contracts/policy";
import { Stage } from "@holdfast/contracts/rollout-strategy";
import type { Policy, Rollout, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { gateView } from "@holdfast/domain/gates/gate";
import { canDecideRollout, canHaltRollout } from "@holdfast/domain/policy/rollout-gates";
import { z } from "zod";
import { otherAccounts } from "../access/other-accounts";
import type { ServiceContext } from "../context/service-context";
import { wavesOf } from "./load-rollout-facts";
import type { RolloutNow } from "./rollout-now";
import { gateOf } from "./rollout-position";
import { termsOf } from "./rollout-terms";

/** The audit target of a rollout. */
export const rolloutTarget = (rollout: { id: string; policy: { name: string }; toVersion: number }): AuditTarget => ({
  kind: "rollout",
  id: rollout.id,
  name: `${rollout.policy.name} version ${rollout.toVersion}`,
  clusterId: null,
});

const Decisions = z.array(
  z.object({ approverName: z.string(), decision: z.enum(["approve", "decline"]), comment: z.string(), at: z.coerce.date() }),
);

type Loaded = Rollout & { policy: Policy; targets: RolloutTarget[] };
type Named = ReadonlyMap<string, { readonly name: string; readonly environment: string }>;

/** Whoever reads it, with the other accounts of theirs. */
export interface RolloutCaller {
  readonly approverId: string;
  readonly otherAccountIds: readonly string[];
}

/** The caller as a gate of rollouts knows them. */
export const rolloutCaller = async (ctx: ServiceContext): Promise<RolloutCaller> => ({
  approverId: ctx.actor.id,
  otherAccountIds: await otherAccounts(ctx.db.prisma, ctx.actor.id),
});

/** The rollout as pages show it, with what it waits for, and what the caller may do now. */
export function rolloutView(rollout: Loaded, clusters: Named, caller: RolloutCaller, now: RolloutNow): RolloutView {
  const terms = termsOf(rollout);
  const phase = RolloutPhase.parse(rollout.phase);
  const asked = {
    decide: canDecideRollout({ phase, requestedById: rollout.requestedById, ...caller }),
    halt: canHaltRollout(phase),
  };
  return {
    id: RolloutId.parse(rollout.id),
    policyId: PolicyId.parse(rollout.policyId),
    policyName: rollout.policy.name,
    action: rollout.action === "rollBack" ? "rollBack" : "push",
    toVersion: rollout.toVersion,
    phase,
    message: rollout.message,
    phrase: phraseOfRow(rollout.phrase),
    waves: wavesOf(rollout),
    currentWave: rollout.currentWave,
    ...{ stages: terms.stages, currentStage: rollout.currentStage },
    ...{ failureBudget: terms.failureBudget, maxConcurrent: terms.maxConcurrent, onFailure: terms.onFailure },
    gate: gateOf(rollout),
    waits: now.waits,
    restoresId: RolloutId.nullable().parse(rollout.restoresId),
    restoredById: RolloutId.nullable().parse(now.restoredById),
    targets: rollout.targets
      .map((target) => ({
        clusterId: ClusterId.parse(target.clusterId),
        clusterName: clusters.get(target.clusterId)?.name ?? "",
        environment: clusters.get(target.clusterId)?.environment ?? "",
        wave: target.wave,
        state: DeploymentState.parse(target.state),
        message: target.message,
        phrase: phraseOfRow(target.phrase),
        stage: Stage.parse(target.stage),
        version: target.toVersion ?? rollout.toVersion,
        updatedAt: target.updatedAt,
      }))
      .sort((a, b) => a.wave - b.wave || a.clusterName.localeCompare(b.clusterName)),
    requestedById: rollout.requestedById,
    requestedByName: rollout.requestedByName,
    requestedAt: rollout.requestedAt,
    finishedAt: rollout.finishedAt,
    decisions: Decisions.parse(rollout.decisions),
    allowed: Object.fromEntries(Object.entries(asked).map(([name, gate]) => [name, gateView(gate)])),
    version: rollout.version,
  };
}
