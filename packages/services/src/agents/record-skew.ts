import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { AgentSettings } from "./agent-settings";
import { putFinding } from "./put-finding";

/** Above this difference of clocks a cluster has a finding: leases and certificates begin to suffer. */
export const MAX_SKEW_MS = 500;

/** Keeps the measured difference of an agent's clock (positive: ahead of the hub's) and the finding that belongs to it. */
export async function recordSkew(settings: Pick<AgentSettings, "db" | "now">, clusterId: string, skewMs: number): Promise<void> {
  const isWide = Math.abs(skewMs) > MAX_SKEW_MS;
  // Not audited: a measurement, kept as a finding with its first and last instant.
  await transact(settings.db, settings.now, async (unit) => {
    await unit.tx.agentLink.update({ where: { clusterId }, data: { clockSkewMs: Math.round(skewMs) } });
    await putFinding(unit, settings.now(), clusterId, {
      code: "ClockSkew",
      object: "agent",
      severity: Math.abs(skewMs) > 10 * MAX_SKEW_MS ? "critical" : "warning",
      ...worded(skewMs > 0 ? "AgentClockAhead" : "AgentClockBehind", { skewMs: Math.abs(Math.round(skewMs)), budgetMs: MAX_SKEW_MS }),
      isResolved: !isWide,
    });
  });
}
