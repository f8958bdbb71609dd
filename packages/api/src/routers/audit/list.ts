import { AuditFilter, AuditPage } from "@holdfast/contracts/audit";
import { listAudit } from "@holdfast/services/audit/list-audit";
import { procedure } from "../../procedures";

/** A page of the audit trail, newest first. */
export const list = procedure("audit:read")
  .input(AuditFilter)
  .output(AuditPage)
  .query(({ ctx, input }) => listAudit(ctx.as, input));
