import { ListSessions, SessionPage } from "@holdfast/contracts/session";
import { listSessions } from "@holdfast/services/identity/list-sessions";
import { sessionProcedure } from "../../procedures";

/** Where somebody is signed in. */
export const sessions = sessionProcedure("access:manage")
  .input(ListSessions)
  .output(SessionPage)
  .query(({ ctx, input }) => listSessions(ctx.as, input, ctx.session.sessionId));
