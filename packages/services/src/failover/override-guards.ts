import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { OverrideGuards } from "@holdfast/contracts/guard-override";
import { canOverrideGuards, isGroupNamed } from "@holdfast/domain/gates/can-override-guards";
import { allMet } from "@holdfast/domain/gates/gate";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { runTarget, visibleRun } from "./failover-target";

const ACTION = "failover.override";
const MINUTE_MS = 60_000;

/** What the gate looks at. The column is only written with the words of the contracts. */
const facts = (run: { readonly phase: string; readonly kind: string }) => ({
  phase: run.phase as RunPhase,
  isRehearsal: run.kind === "rehearsal",
});

/**
 * Breaks the glass: guards that a person names do not keep this one run, for some minutes, on that person's word. It takes the right on both
 * sites, a fresh second factor and the group's name typed out; approvals remain needed. Each refusal is on record.
 */
export async function overrideGuards(ctx: ServiceContext, input: OverrideGuards): Promise<void> {
  const { run, sites } = await visibleRun(ctx, input.runId);
  const attempt = { action: ACTION, target: runTarget(run) };
  const decision = await authorise(ctx, { permission: "failover:override", ...attempt, clusters: sites });
  await requireApproverFactor(ctx, attempt, decision);
  const named = isGroupNamed({ group: run.group.name }, input.group);
  await refuseByGate(ctx, attempt, allMet(canOverrideGuards(facts(run)), named), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM run WHERE id = ${run.id}::uuid FOR UPDATE`;
    holdGate(canOverrideGuards(facts(await unit.tx.run.findUniqueOrThrow({ where: { id: run.id } }))));
    const at = ctx.now();
    const expiresAt = new Date(at.getTime() + input.minutes * MINUTE_MS);
    const guards = [...new Set(input.guards)];
    const said = { guards, reason: input.reason, byId: ctx.actor.id, byName: ctx.actor.name, at, expiresAt };
    await unit.tx.guardOverride.create({ data: { id: uuid(), runId: run.id, ...said } });
    await unit.tx.run.update({ where: { id: run.id }, data: { version: { increment: 1 } } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: attempt.target, outcome: "succeeded", reason: input.reason },
      ...{ before: null, after: { guards, expiresAt: expiresAt.toISOString() }, decision, requestId: ctx.requestId },
    });
    unit.emit({
      type: "failover.overridden",
      clusterIds: sites.map(({ id }) => id),
      subject: { kind: "run", id: run.id },
      payload: { guards, name: ctx.actor.name, reason: input.reason },
    });
    unit.wake({ topic: "run", key: run.id });
  });
}
