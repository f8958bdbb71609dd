import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { TerminalEvent } from "@holdfast/contracts/terminal";
import { z } from "zod";

const [NONCE, TAG] = [12, 16];

/** Enciphers the pieces of recordings, each for its place: one that was moved or changed does not open. */
export interface RecordingVault {
  seal(session: string, seq: number, events: readonly TerminalEvent[]): Buffer<ArrayBuffer>;
  /** Null when the piece is not what was sealed for this place. */
  open(session: string, seq: number, sealed: Uint8Array): TerminalEvent[] | null;
}

/** A vault over a key of 32 bytes: AES-256-GCM. */
export function recordingVault(key: Buffer): RecordingVault {
  const place = (session: string, seq: number) => Buffer.from(`${session}:${seq}`);
  return {
    seal(session, seq, events) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(place(session, seq));
      const body = [cipher.update(JSON.stringify(events), "utf8"), cipher.final()];
      return Buffer.concat([nonce, ...body, cipher.getAuthTag()]);
    },
    open(session, seq, sealed) {
      try {
        const bytes = Buffer.from(sealed);
        const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAAD(place(session, seq));
        cipher.setAuthTag(bytes.subarray(bytes.length - TAG));
        const text = Buffer.concat([cipher.update(bytes.subarray(NONCE, bytes.length - TAG)), cipher.final()]).toString("utf8");
        return z.array(TerminalEvent).parse(JSON.parse(text));
      } catch {
        return null;
      }
    },
  };
}

/** The head of the chain before the first piece. */
export const firstHead = (session: string): string => createHash("sha256").update(`terminal:${session}`).digest("hex");

/** The head after a piece: it stands for this piece and for all before it. */
export const nextHead = (head: string, sealed: Uint8Array): string => createHash("sha256").update(head).update(sealed).digest("hex");
