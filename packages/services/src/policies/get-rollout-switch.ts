import type { Gate, GateView } from "@holdfast/contracts/gate";
import type { RolloutSwitchView } from "@holdfast/contracts/rollout-switch";
import { worded } from "@holdfast/contracts/worded";
import { gateView } from "@holdfast/domain/gates/gate";
import { canReleaseRollouts, canStopRollouts } from "@holdfast/domain/policy/can-turn-rollouts";
import { authorise } from "../access/authorise";
import { permittedOnFleet, permittedSomewhere } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { rolloutSwitchFacts, rolloutSwitchRow, rolloutSwitchTarget as target } from "./rollout-switch";
import { ACTIVE_PHASES } from "./start-rollout";

async function forCaller(ctx: ServiceContext, gate: Gate, permission: "policy:push" | "policy:release"): Promise<GateView> {
  if (!gate.isMet || ctx.actor.kind === "system") return gateView(gate);
  const ask = permission === "policy:push" ? permittedSomewhere : permittedOnFleet;
  const isAllowed = ask(await ctx.subject(), permission).effect === "allow";
  return isAllowed ? gateView(gate) : { isMet: false, ...worded("PermissionNowhere", { permission }) };
}

/** How the kill switch of rollouts stands, and whether the caller may turn it. */
export async function getRolloutSwitch(ctx: ServiceContext): Promise<RolloutSwitchView> {
  await authorise(ctx, { permission: "policy:read", action: "rollout-switch.get", target });
  const [row, active] = await Promise.all([
    rolloutSwitchRow(ctx.db.prisma),
    ctx.db.prisma.rollout.count({ where: { phase: { in: ACTIVE_PHASES } } }),
  ]);
  const facts = rolloutSwitchFacts(row);
  const { stoppedAt: at, stoppedByName, reason, version } = row;
  return {
    stop: at && { byName: stoppedByName ?? "", reason: reason ?? "", at },
    ...{ version, active },
    mayStop: await forCaller(ctx, canStopRollouts(facts), "policy:push"),
    mayRelease: await forCaller(ctx, canReleaseRollouts(facts, version), "policy:release"),
  };
}
