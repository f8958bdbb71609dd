import type { CommandOutcome } from "@holdfast/contracts/command";
import { HubCallOrder, HubCallOutcome } from "@holdfast/contracts/hub-call";
import type { Command, HubCall, Prisma } from "@holdfast/db/generated/prisma/client";
import { runKeyPrefix } from "./attempt-views";

/** A call that was begun and has not ended is under way, as an order that an agent has taken. */
const outcomeOf = (row: HubCall): CommandOutcome | null =>
  HubCallOutcome.nullable().parse(row.outcome) ?? (row.begunAt ? "accepted" : null);

/**
 * The calls that hubs made for a run, as the orders of its steps: to a channel instead of a cluster. Each stands with the attempt that made it; the
 * key that the receiver was told, which a repetition keeps, is in its input.
 */
export async function callsAsCommands(
  tx: Prisma.TransactionClient,
  run: { readonly id: string; readonly groupId: string },
): Promise<readonly Command[]> {
  const rows = await tx.hubCall.findMany({ where: { runId: run.id }, orderBy: { issuedAt: "asc" } });
  return rows.map((row, i) => {
    const { event, data } = HubCallOrder.parse(row.order);
    return {
      ...{ id: row.id, clusterId: row.channel, seq: BigInt(i + 1), name: "webhook.call", scope: `group:${run.groupId}`, epoch: row.epoch },
      idempotencyKey: `${runKeyPrefix(run.id)}${row.stepName}:${row.attempt}:${row.way}`,
      input: { channel: row.channel, key: row.key, event, data },
      ...{ issuedAt: row.issuedAt, expiresAt: row.beginBy, acceptedAt: row.begunAt, finishedAt: row.finishedAt, outcome: outcomeOf(row) },
      reason: row.status === null ? null : `Status${row.status}`,
      ...{ message: row.message, output: null, changes: null },
    };
  });
}
