import type { Json } from "@holdfast/contracts/json";
import type { Prisma } from "./generated/prisma/client";

/** An order to an agent, before the outbox numbers it. */
export interface NewCommand {
  readonly id: string;
  readonly clusterId: string;
  readonly name: string;
  readonly input: Json;
  readonly scope: string;
  readonly epoch: bigint;
  readonly idempotencyKey: string;
  readonly expiresAt: Date;
}

/**
 * Puts orders into the outbox of their clusters inside the caller's transaction. The link's row lock orders the numbers of
 * one cluster by commit. An idempotency key that is there already is left alone: the order was given before.
 */
export async function appendCommands(tx: Prisma.TransactionClient, commands: readonly NewCommand[], now: Date): Promise<void> {
  for (const command of [...commands].sort((a, b) => a.clusterId.localeCompare(b.clusterId))) {
    const known = await tx.command.findUnique({ where: { idempotencyKey: command.idempotencyKey }, select: { id: true } });
    if (known) continue;
    const link = await tx.agentLink.update({
      where: { clusterId: command.clusterId },
      data: { commandSeq: { increment: 1 } },
      select: { commandSeq: true },
    });
    await tx.command.create({
      data: { ...command, input: command.input as Prisma.InputJsonValue, seq: link.commandSeq, issuedAt: now },
    });
  }
}
