import { CommandOutcome } from "@holdfast/contracts/command";
import type { AttemptView, BoundaryView, StepCommandView } from "@holdfast/contracts/failover";
import { StepTransition } from "@holdfast/contracts/failover-phase";
import { CommandId } from "@holdfast/contracts/ids";
import { Json } from "@holdfast/contracts/json";
import type { Command, JournalEntry } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { z } from "zod";

const Detail = z.looseObject({ because: z.string(), phrase: z.unknown() });

function boundaryView(line: JournalEntry): BoundaryView {
  const detail = Detail.safeParse(line.detail).data;
  return {
    transition: StepTransition.parse(line.transition),
    at: line.at,
    note: detail?.because ?? "",
    phrase: phraseOfRow(detail?.phrase),
  };
}

const commandView = (row: Command, clusterName: string): StepCommandView => ({
  id: CommandId.parse(row.id),
  name: row.name,
  way: row.idempotencyKey.endsWith(":undo") ? "undo" : "do",
  clusterName,
  input: Json.parse(row.input),
  epoch: Number(row.epoch),
  idempotencyKey: row.idempotencyKey,
  issuedAt: row.issuedAt,
  expiresAt: row.expiresAt,
  acceptedAt: row.acceptedAt,
  finishedAt: row.finishedAt,
  outcome: CommandOutcome.nullable().parse(row.outcome),
  reason: row.reason,
  message: row.message,
  output: row.output === null ? null : Json.parse(row.output),
});

/** The beginning of the idempotency keys of all orders of a run. */
export const runKeyPrefix = (runId: string): string => `run:${runId}:`;

/** The tries of one step, the first one first, from its lines of the journal and from the run's orders. */
export function attemptViews(
  runId: string,
  step: { readonly index: number; readonly name: string },
  journal: readonly JournalEntry[],
  commands: readonly Command[],
  siteName: (clusterId: string) => string,
): AttemptView[] {
  const lines = journal.filter((line) => line.stepIndex === step.index);
  const numbers = [...new Set(lines.map((line) => line.attempt))].sort((a, b) => a - b);
  return numbers.map((number) => ({
    number,
    boundaries: lines.filter((line) => line.attempt === number).map(boundaryView),
    commands: commands
      .filter((row) => row.idempotencyKey.startsWith(`${runKeyPrefix(runId)}${step.name}:${number}:`))
      .map((row) => commandView(row, siteName(row.clusterId))),
  }));
}
