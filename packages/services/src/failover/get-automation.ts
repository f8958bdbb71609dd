import type { AutomationView } from "@holdfast/contracts/automation";
import type { Gate, GateView } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { canReleaseAutomation, canStopAutomation } from "@holdfast/domain/gates/can-turn-automation";
import { gateView } from "@holdfast/domain/gates/gate";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { permittedOnFleet, permittedSomewhere } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { switchFacts, switchRow } from "./automation-switch";

async function forCaller(ctx: ServiceContext, gate: Gate, permission: "failover:operate" | "automation:release"): Promise<GateView> {
  if (!gate.isMet || ctx.actor.kind === "system") return gateView(gate);
  const ask = permission === "failover:operate" ? permittedSomewhere : permittedOnFleet;
  const isAllowed = ask(await ctx.subject(), permission).effect === "allow";
  return isAllowed ? gateView(gate) : { isMet: false, ...worded("PermissionNowhere", { permission }) };
}

/** How the kill switch of automation stands, for everybody who may sign in: it is no secret that something is stopped. */
export async function getAutomation(ctx: ServiceContext): Promise<AutomationView> {
  const [row, automaticRuns] = await Promise.all([
    switchRow(ctx.db.prisma),
    ctx.db.prisma.run.count({ where: { origin: { not: "person" }, kind: { not: "rehearsal" }, phase: { in: [...movingPhases] } } }),
  ]);
  const facts = switchFacts(row);
  const { stoppedAt: at, stoppedByName, reason, version } = row;
  return {
    stop: at && { byName: stoppedByName ?? "", reason: reason ?? "", at },
    ...{ version, automaticRuns },
    mayStop: await forCaller(ctx, canStopAutomation(facts), "failover:operate"),
    mayRelease: await forCaller(ctx, canReleaseAutomation(facts, version), "automation:release"),
  };
}
