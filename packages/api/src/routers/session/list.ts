import { PageRequest } from "@holdfast/contracts/page";
import { SessionPage } from "@holdfast/contracts/session";
import { listSessions } from "@holdfast/services/identity/list-sessions";
import { sessionProcedure } from "../../procedures";

/** Where the caller is signed in. */
export const list = sessionProcedure("self:manage")
  .input(PageRequest)
  .output(SessionPage)
  .query(({ ctx, input }) => listSessions(ctx.as, { ...input, userId: ctx.session.user.id }, ctx.session.sessionId));
