import { ListTerminals, TerminalPage } from "@holdfast/contracts/terminal";
import { listTerminals } from "@holdfast/services/terminal/list-terminals";
import { procedure } from "../../procedures";

/** The sessions that the caller may see: their own, and those of clusters whose recordings they may read. */
export const list = procedure("self:read")
  .input(ListTerminals)
  .output(TerminalPage)
  .query(({ ctx, input }) => listTerminals(ctx.as, input));
