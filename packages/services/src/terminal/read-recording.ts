import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { TerminalSession } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { readPieces } from "./read-pieces";
import { firstHead, nextHead, type RecordingVault } from "./recording-vault";
import { terminalTarget } from "./terminal-view";
import { visibleTerminal } from "./visible-terminals";

/** Whether a recording is what was recorded: compared with the audit chain, `open` while there is nothing there to compare with. */
export type Integrity = "intact" | "altered" | "open";

/** A recording as asciicast v2, the format of asciinema: a header, then a line for each event. */
export interface Recording {
  readonly name: string;
  readonly integrity: Integrity;
  readonly lines: AsyncGenerator<string>;
}

const Closed = z.object({ recording: z.object({ pieces: z.number(), head: z.string() }) });
/** A recording is handed out in parts of about so many characters. */
const PART = 64_000;
const ALTERED = "\r\n[Holdfast: a piece of this recording is not what was recorded]\r\n";

/** Compares every piece with the head that the audit chain has of the session's close. */
export async function integrityOf(ctx: ServiceContext, vault: RecordingVault, row: TerminalSession): Promise<Integrity> {
  let [head, pieces, isOpenable] = [firstHead(row.id), 0, true];
  for await (const { seq, sealed, events } of readPieces(ctx, vault, row.id, 0)) {
    head = nextHead(head, sealed);
    pieces++;
    isOpenable &&= events !== null && seq === pieces;
  }
  const entry = await ctx.db.prisma.auditEntry.findFirst({
    where: { action: "terminal.close", targetKind: "terminal", targetId: row.id, outcome: "succeeded" },
    orderBy: { seq: "asc" },
    select: { after: true },
  });
  if (!isOpenable) return "altered";
  if (!entry) return row.endedAt ? "altered" : "open";
  const said = Closed.safeParse(entry.after);
  return said.success && said.data.recording.head === head && said.data.recording.pieces === pieces ? "intact" : "altered";
}

async function* castOf(ctx: ServiceContext, vault: RecordingVault, row: TerminalSession): AsyncGenerator<string> {
  const { columns: width, rows: height, startedAt, namespace, pod, container } = row;
  const timestamp = Math.floor(startedAt.getTime() / 1000);
  yield `${JSON.stringify({ version: 2, width, height, timestamp, title: `${namespace}/${pod} ${container}`, env: { TERM: "xterm-256color" } })}\n`;
  let last = 0;
  let part = "";
  for await (const { events } of readPieces(ctx, vault, row.id, 0)) {
    const lines = (events ?? [[last, "o", ALTERED] as const]).map(([ms, kind, text]) => {
      last = Math.max(last, ms);
      return JSON.stringify([last / 1000, kind, text]);
    });
    part += `${lines.join("\n")}\n`;
    if (part.length < PART) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

/** Opens a recording for one reading, after the audit row that says who looks at it, and why. */
export async function readRecording(
  ctx: ServiceContext,
  vault: RecordingVault,
  id: string,
  purpose: "view" | "download",
): Promise<Recording> {
  const row = await visibleTerminal(ctx, id);
  if (row.prunedAt) throw new Fault("NotFound", worded("RecordingPruned"));
  const integrity = await integrityOf(ctx, vault, row);
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, action: `recording.${purpose}`, target: terminalTarget(row), outcome: "succeeded", reason: null },
      ...{ before: null, after: { of: row.userName, integrity }, decision: null, requestId: ctx.requestId },
    }),
  );
  const name = `terminal-${row.startedAt.toISOString().slice(0, 19).replace(/[-:]/g, "")}-${row.pod.replace(/[^a-z0-9.-]/gi, "")}.cast`;
  return { name, integrity, lines: castOf(ctx, vault, row) };
}
