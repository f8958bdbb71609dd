import { OpenTerminal, TerminalOpened } from "@holdfast/contracts/terminal";
import { openTerminal } from "@holdfast/services/terminal/open-terminal";
import { sessionProcedure } from "../../procedures";

/** Opens a terminal in a container; from then on it is recorded. */
export const open = sessionProcedure("pods:exec")
  .input(OpenTerminal)
  .output(TerminalOpened)
  .mutation(({ ctx, input }) => openTerminal(ctx.as, input, ctx.platform.protectedNamespaces));
