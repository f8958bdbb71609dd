import { TerminalRef, TerminalView } from "@holdfast/contracts/terminal";
import { getTerminal } from "@holdfast/services/terminal/get-terminal";
import { procedure } from "../../procedures";

/** One session, without its recording. */
export const get = procedure("self:read")
  .input(TerminalRef)
  .output(TerminalView)
  .query(({ ctx, input }) => getTerminal(ctx.as, input));
