import type { TerminalEvent } from "@holdfast/contracts/terminal";
import type { ServiceContext } from "../context/service-context";
import type { RecordingVault } from "./recording-vault";

const AT_ONCE = 100;

/** A piece of a recording: as it is stored, and what it says; null when it is not what was recorded. */
export interface Piece {
  readonly seq: number;
  readonly sealed: Uint8Array;
  readonly events: TerminalEvent[] | null;
}

/** The pieces of a recording after `after`, in order, some at a time. */
export async function* readPieces({ db }: ServiceContext, vault: RecordingVault, id: string, after: number): AsyncGenerator<Piece> {
  for (let last = after; ; ) {
    const rows = await db.prisma.terminalChunk.findMany({
      where: { sessionId: id, seq: { gt: last } },
      orderBy: { seq: "asc" },
      take: AT_ONCE,
    });
    for (const { seq, sealed } of rows) yield { seq, sealed, events: vault.open(id, seq, sealed) };
    if (rows.length < AT_ONCE) return;
    last = rows.at(-1)?.seq ?? last;
  }
}
