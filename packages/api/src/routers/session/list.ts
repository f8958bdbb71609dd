import { PageRequest } from "@holdfast/contracts/page";
import { SessionPage } from "@holdfast/contracts/session";
import { listSessions } from "@holdfast/services/identity/list-sessions";
import { procedure } from "../../procedures";

/** Where the caller is signed in. */
export const list = procedure("self:manage")
  .input(PageRequest)
  .output(SessionPage)
  .query(({ ctx, input }) => listSessions(ctx.as, { ...input, userId: ctx.session.user.id }, ctx.session.sessionId));
