import { z } from "zod";
import { agentContract } from "../command";
import { TerminalId } from "../commands/pod-exec";

/**
 * A piece of what a terminal showed: its number from 1 on, the milliseconds since the session began, what it is, and the text. `o` is
 * output, `r` a new size as `<columns>x<rows>`.
 */
export const TerminalFrame = z.tuple([z.number().int().positive(), z.number().int().nonnegative(), z.enum(["o", "r"]), z.string()]);
export type TerminalFrame = z.infer<typeof TerminalFrame>;

/** Why a session is over, as its agent knows it. */
export const ExecEnd = z.object({
  why: z.enum(["exited", "failed", "idle", "time", "unattended", "closed"]),
  /** Of the program, where it ended by itself and said one. */
  exitCode: z.number().int().nullable(),
  /** In the API server's words; empty when there is nothing to add. */
  message: z.string().max(1024),
});
export type ExecEnd = z.infer<typeof ExecEnd>;

/**
 * What a session has shown after frame `after`, waited for up to `waitMs`. Asking for it says that the frames up to `after` are
 * kept elsewhere: the agent forgets them. A session that nobody asks for any more ends. `isKnown` is false when there is none of
 * that id (any more); `ended` comes with the last frames.
 */
export const podExecExchange = agentContract(
  "pod.exec.exchange",
  z.strictObject({ session: TerminalId, after: z.number().int().nonnegative(), waitMs: z.number().int().min(0).max(20_000) }),
  z.object({ isKnown: z.boolean(), frames: z.array(TerminalFrame), ended: ExecEnd.nullable() }),
);
