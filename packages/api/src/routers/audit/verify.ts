import { AuditVerdict } from "@holdfast/contracts/audit";
import { verifyAudit } from "@holdfast/services/audit/verify-audit";
import { procedure } from "../../procedures";

/** Checks the whole audit chain, now. */
export const verify = procedure("audit:verify")
  .output(AuditVerdict)
  .mutation(({ ctx }) => verifyAudit(ctx.as, ctx.platform.auditKeys));
