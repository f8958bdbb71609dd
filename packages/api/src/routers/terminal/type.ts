import { TypedIntoTerminal, TypeIntoTerminal } from "@holdfast/contracts/terminal";
import { typeIntoTerminal } from "@holdfast/services/terminal/type-into-terminal";
import { sessionProcedure } from "../../procedures";

/** Types into the caller's own terminal, resizes it, or ends it. */
export const type = sessionProcedure("pods:exec")
  .input(TypeIntoTerminal)
  .output(TypedIntoTerminal)
  .mutation(({ ctx, input }) => typeIntoTerminal(ctx.as, ctx.platform.live, input));
