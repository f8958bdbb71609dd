import { createHash } from "node:crypto";
import { TerminalEvent } from "@holdfast/contracts/terminal";
import { z } from "zod";
import { openBytes, sealBytes } from "../pki/aead";

/** Enciphers the pieces of recordings, each for its place: one that was moved or changed does not open. */
export interface RecordingVault {
  seal(session: string, seq: number, events: readonly TerminalEvent[]): Buffer<ArrayBuffer>;
  /** Null when the piece is not what was sealed for this place. */
  open(session: string, seq: number, sealed: Uint8Array): TerminalEvent[] | null;
}

/** A vault over a key of 32 bytes. */
export function recordingVault(key: Buffer): RecordingVault {
  const place = (session: string, seq: number) => `${session}:${seq}`;
  return {
    seal: (session, seq, events) => sealBytes(key, Buffer.from(JSON.stringify(events)), place(session, seq)),
    open(session, seq, sealed) {
      const text = openBytes(key, sealed, place(session, seq))?.toString("utf8");
      return text === undefined ? null : z.array(TerminalEvent).parse(JSON.parse(text));
    },
  };
}

/** The head of the chain before the first piece. */
export const firstHead = (session: string): string => createHash("sha256").update(`terminal:${session}`).digest("hex");

/** The head after a piece: it stands for this piece and for all before it. */
export const nextHead = (head: string, sealed: Uint8Array): string => createHash("sha256").update(head).update(sealed).digest("hex");
