import { EndedSessions, EndSessions } from "@holdfast/contracts/session";
import { endSessions as end } from "@holdfast/services/identity/end-sessions";
import { sessionProcedure } from "../../procedures";

/** Signs somebody out, in one place or everywhere. */
export const endSessions = sessionProcedure("access:manage")
  .input(EndSessions)
  .output(EndedSessions)
  .mutation(({ ctx, input }) => end(ctx.as, { ...input, keepId: null }));
