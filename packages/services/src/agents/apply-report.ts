import type { Report, ReportAck } from "@holdfast/contracts/agent-link";
import { Fault } from "@holdfast/contracts/fault";
import { transact } from "@holdfast/db/transact";
import type { AgentSettings } from "./agent-settings";
import { applyDelta } from "./apply-delta";
import { applyReceipt } from "./apply-receipt";
import { applyResource } from "./apply-resource";
import { applyWarrantProgress } from "./apply-warrant-progress";
import { compareSummaries } from "./compare-summaries";
import { putFinding } from "./put-finding";

/**
 * Applies a numbered report of an agent in one transaction: once, in order, whole or not at all. A number that was applied is
 * acknowledged again; a gap is answered with where to go on from.
 */
export async function applyReport(settings: Pick<AgentSettings, "db" | "now">, clusterId: string, report: Report): Promise<ReportAck> {
  return transact(settings.db, settings.now, async (unit) => {
    const [link] = await unit.tx.$queryRaw<{ acked_seq: bigint; boot_id: string | null; state: string }[]>`
      SELECT acked_seq, boot_id, state FROM agent_link WHERE cluster_id = ${clusterId}::uuid FOR UPDATE`;
    if (!link || link.state === "revoked") throw new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token.");
    if (link.boot_id !== report.bootId)
      throw new Fault("VersionConflict", "This report is of another start of the agent than the one that said hello.");
    const acked = Number(link.acked_seq);
    if (report.seq !== acked + 1) return { ackedSeq: acked, resync: [] };
    const at = settings.now();
    const touched = new Set<string>();
    const resync = new Set<string>();
    for (const message of report.messages) {
      if (message.type === "inventory.delta")
        for (const resource of await applyDelta(unit.tx, clusterId, message, at)) touched.add(resource);
      else if (message.type === "inventory.resource") touched.add(await applyResource(unit.tx, clusterId, message, at));
      else if (message.type === "inventory.summary")
        for (const resource of await compareSummaries(unit.tx, clusterId, message.summaries, at)) resync.add(resource);
      else if (message.type === "finding") await putFinding(unit, at, clusterId, message.finding);
      else if (message.type === "warrant") await applyWarrantProgress(unit, clusterId, message.progress, at);
      else await applyReceipt(unit, clusterId, message.receipt, at);
    }
    await unit.tx.$executeRaw`UPDATE agent_link SET acked_seq = ${report.seq} WHERE cluster_id = ${clusterId}::uuid`;
    if (touched.size > 0) unit.wake({ topic: "inventory", key: clusterId, detail: [...touched].slice(0, 60) });
    return { ackedSeq: report.seq, resync: [...resync] };
  });
}
