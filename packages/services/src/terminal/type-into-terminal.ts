import { Fault } from "@holdfast/contracts/fault";
import { podExecInput } from "@holdfast/contracts/queries/pod-exec-input";
import type { TypedIntoTerminal, TypeIntoTerminal } from "@holdfast/contracts/terminal";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { ownTerminal } from "./own-terminal";

const DEADLINE_MS = 8000;

/**
 * Types into the caller's own terminal, asking anew each time whether they may. What is typed is counted and not kept: what a program
 * shows of it is in the recording, and what it hides, such as a password, is in none.
 */
export async function typeIntoTerminal(ctx: ServiceContext, live: LivePort, input: TypeIntoTerminal): Promise<TypedIntoTerminal> {
  const row = await ownTerminal(ctx, input.id, "terminal.type");
  if (row.endedAt) throw new Fault("WrongPhase", worded("TerminalEnded"));
  const { id, ...typed } = input;
  const answer = await live.ask(row.clusterId, podExecInput, { session: id, ...typed }, { deadlineMs: DEADLINE_MS });
  if (answer.refusal === null && input.text.length > 0)
    await ctx.db.prisma.terminalSession.updateMany({ where: { id, endedAt: null }, data: { typed: { increment: input.text.length } } });
  return answer;
}
