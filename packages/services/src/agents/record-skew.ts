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
      message: `The clock of the agent's machine is ${Math.abs(Math.round(skewMs))} ms ${skewMs > 0 ? "ahead of" : "behind"} the hub's. Synchronise it (NTP); the budget is ${MAX_SKEW_MS} ms.`,
      isResolved: !isWide,
    });
  });
}
