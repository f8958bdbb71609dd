import type { Receipt } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { uidOfScope } from "../objects/object-scope";

const FINAL = new Set(["refused", "succeeded", "failed", "unknown"]);

/** Keeps an agent's answer to an order. The first final answer stands; an answer to another cluster's order is ignored. */
export async function applyReceipt(unit: Unit, clusterId: string, receipt: Receipt, at: Date): Promise<void> {
  const command = await unit.tx.command.findFirst({ where: { id: receipt.commandId, clusterId } });
  if (!command || command.finishedAt) return;
  const isFinal = FINAL.has(receipt.outcome);
  await unit.tx.command.update({
    where: { id: command.id },
    data: {
      outcome: receipt.outcome,
      reason: receipt.reason,
      message: receipt.message,
      // How far a long command was is kept when its end tells no more, as after the agent's death.
      ...(receipt.output === null ? {} : { output: receipt.output as Prisma.InputJsonValue }),
      changes: receipt.changes as unknown as Prisma.InputJsonValue,
      acceptedAt: command.acceptedAt ?? at,
      ...(isFinal ? { finishedAt: at } : {}),
    },
  });
  const uid = uidOfScope(command.scope);
  if (uid !== null)
    unit.emit({
      type: "object.order-changed",
      clusterIds: [clusterId],
      subject: { kind: "object", id: uid },
      payload: { command: command.id, outcome: receipt.outcome },
    });
  if (isFinal) {
    unit.audit({
      actor: { kind: "agent", id: clusterId, name: "agent" },
      action: `command.${receipt.outcome}`,
      target: { kind: "command", id: command.id, name: command.name, clusterId },
      outcome: receipt.outcome === "succeeded" ? "succeeded" : receipt.outcome === "refused" ? "refused" : "failed",
      reason: receipt.message,
      before: null,
      after: { name: command.name, input: command.input as Json, changes: receipt.changes as unknown as Json, reason: receipt.reason },
      decision: null,
      requestId: command.idempotencyKey.slice(0, 64),
    });
    unit.wake({ topic: "run", key: command.id });
  }
}
