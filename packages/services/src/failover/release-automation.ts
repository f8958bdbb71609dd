import type { ReleaseAutomation } from "@holdfast/contracts/automation";
import { canReleaseAutomation } from "@holdfast/domain/gates/can-turn-automation";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { sayTurned, switchFacts, switchRow, automationTarget as target } from "./automation-switch";

const ACTION = "automation.release";

/** Lets automation run again, by an admin with a fresh second factor. What was paused stays so until a person lets it go on. */
export async function releaseAutomation(ctx: ServiceContext, { reason, version }: ReleaseAutomation): Promise<void> {
  const decision = await authorise(ctx, { permission: "automation:release", action: ACTION, target });
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  const may = canReleaseAutomation(switchFacts(await switchRow(ctx.db.prisma)), version);
  await refuseByGate(ctx, { action: ACTION, target }, may, decision);
  await gated(ctx, { action: ACTION, target }, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM automation_switch WHERE id = 1 FOR UPDATE`;
    const row = await switchRow(unit.tx);
    holdGate(canReleaseAutomation(switchFacts(row), version));
    const cleared = { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null };
    await unit.tx.automationSwitch.update({ where: { id: 1 }, data: { ...cleared, version: { increment: 1 } } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason, decision, requestId: ctx.requestId },
      before: { isStopped: true, byName: row.stoppedByName, reason: row.reason, at: row.stoppedAt?.toISOString() ?? null },
      after: { isStopped: false },
    });
    sayTurned(unit, false, ctx.actor.name, reason);
  });
}
