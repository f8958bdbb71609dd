import { z } from "zod";
import { agentContract } from "../command";
import { TerminalId, TerminalSize } from "../commands/pod-exec";

/** Most that is typed or pasted at once, in characters. */
export const MOST_INPUT = 16_384;

/**
 * Types into a session, changes its size, or ends it. `seq` numbers the inputs of one writer from 1 on: one that was taken already is
 * not typed twice. `refusal`: the session is over or unknown, an input before this one is missing, or nobody keeps its output now.
 */
export const podExecInput = agentContract(
  "pod.exec.input",
  z.strictObject({
    session: TerminalId,
    writer: z.string().max(64),
    seq: z.number().int().positive(),
    text: z.string().max(MOST_INPUT),
    size: TerminalSize.nullable(),
    isEnd: z.boolean(),
  }),
  z.object({ refusal: z.enum(["Ended", "OutOfOrder", "Unrecorded"]).nullable() }),
);
