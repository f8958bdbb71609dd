import { listAuditActions } from "@holdfast/services/audit/list-audit-actions";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Every word for what was done that stands in the trail. */
export const actions = procedure("audit:read")
  .output(z.array(z.string()))
  .query(({ ctx }) => listAuditActions(ctx.as));
