import type { Json } from "@holdfast/contracts/json";
import { WarrantLine, type WarrantProgress } from "@holdfast/contracts/warrant";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { z } from "zod";

const Lines = z.array(WarrantLine);

/** How a line reads in the audit trail: what the agent began is the fact, how it came out is one of its own. */
const outcomeOf = ({ did, outcome, end }: WarrantLine) => {
  if (did === "answered") return outcome === "succeeded" ? "succeeded" : outcome === "refused" ? "refused" : "failed";
  return end === "stopped" || end === "timeUnknown" ? "failed" : "succeeded";
};

/**
 * Keeps what an agent says that it did under a warrant, while no hub answered. Each line is audited once, as the agent's own act; what
 * is said again, or less than is known, changes nothing. A warrant of another cluster, or that nobody signed here, is left alone.
 */
export async function applyWarrantProgress(unit: Unit, clusterId: string, { warrantId, lines }: WarrantProgress, at: Date): Promise<void> {
  const [locked] = await unit.tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM run_warrant WHERE id = ${warrantId}::uuid AND cluster_id = ${clusterId}::uuid FOR UPDATE`;
  if (!locked) return;
  const warrant = await unit.tx.runWarrant.findUniqueOrThrow({ where: { id: warrantId }, include: { run: { include: { plan: true } } } });
  const known = Lines.parse(warrant.lines);
  const news = lines.slice(known.length);
  if (news.length === 0) return;
  const { run, number } = warrant;
  await unit.tx.runWarrant.update({
    where: { id: warrantId },
    data: {
      lines: [...known, ...news] as unknown as Prisma.InputJsonValue,
      endedAs: warrant.endedAs ?? news.find((line) => line.did === "ended")?.end ?? null,
      toldAt: at,
    },
  });
  for (const line of news)
    unit.audit({
      actor: { kind: "agent", id: clusterId, name: "agent" },
      action: `failover.warrant-${line.did}`,
      target: { kind: "run", id: run.id, name: run.plan.name, clusterId },
      outcome: outcomeOf(line),
      reason: line.message === "" ? null : line.message,
      before: null,
      after: { warrantId, number, ...line } as Json,
      decision: null,
      requestId: `run:${run.id}`,
    });
  unit.emit({
    type: "failover.warrant-changed",
    clusterIds: [run.primaryId, run.standbyId],
    subject: { kind: "run", id: run.id },
    payload: { warrantId, number, did: news.at(-1)?.did ?? null },
  });
  unit.wake({ topic: "run", key: run.id });
}
