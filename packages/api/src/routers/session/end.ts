import { EndedSessions, EndOwnSessions } from "@holdfast/contracts/session";
import { endSessions } from "@holdfast/services/identity/end-sessions";
import { sessionProcedure } from "../../procedures";

/** Ends one of the caller's own sessions, or all but this one. */
export const end = sessionProcedure("self:manage")
  .input(EndOwnSessions)
  .output(EndedSessions)
  .mutation(({ ctx, input }) => endSessions(ctx.as, { ...input, userId: ctx.session.user.id, keepId: ctx.session.sessionId }));
