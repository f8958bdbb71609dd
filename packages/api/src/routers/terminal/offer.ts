import { TerminalOf, TerminalOffer } from "@holdfast/contracts/terminal";
import { offerTerminal } from "@holdfast/services/terminal/offer-terminal";
import { procedure } from "../../procedures";

/** In which pods of an object a terminal can be opened, and why not now. */
export const offer = procedure("inventory:read")
  .input(TerminalOf)
  .output(TerminalOffer)
  .query(({ ctx, input }) => offerTerminal(ctx.as, input, ctx.platform.protectedNamespaces));
