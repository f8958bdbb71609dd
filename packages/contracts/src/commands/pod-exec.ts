import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName, ObjectUid } from "../ids";

/** A terminal's size in characters. */
export const TerminalSize = z.strictObject({
  columns: z.number().int().min(2).max(500),
  rows: z.number().int().min(2).max(300),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

/** A program and its arguments, run as they are: no shell reads them. */
export const ExecCommand = z.array(z.string().min(1).max(1024)).min(1).max(64);

/** The id that a terminal session has everywhere. */
export const TerminalId = z.uuid({ message: "must be a TerminalId (a UUID)" }).brand<"TerminalId">();
export type TerminalId = z.infer<typeof TerminalId>;

/**
 * Starts a program in a container, with a terminal. `command` null: bash, or sh where there is none. From then on the session is
 * spoken with by `pod.exec.exchange` and `pod.exec.input`; it ends with the program, after `idleSeconds` without input, after
 * `mostSeconds`, when nobody asks for its output any more, and with the link. Refused with nothing done: `ExecNotAllowed`,
 * `NotFound`, `Replaced`, `TooManySessions`, `AgentStopping`, `OwnAccount`. Failed: what the API server said.
 */
export const podExec = agentContract(
  "pod.exec",
  TerminalSize.extend({
    session: TerminalId,
    namespace: ObjectName,
    pod: ObjectName,
    uid: ObjectUid,
    container: ObjectName,
    command: ExecCommand.nullable(),
    idleSeconds: z.number().int().min(1).max(3600),
    mostSeconds: z.number().int().min(1).max(14_400),
  }),
  z.object({ session: z.string() }),
);
