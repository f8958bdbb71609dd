import { PendingApproval } from "@holdfast/contracts/failover";
import { listApprovals } from "@holdfast/services/failover/list-approvals";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What waits for a decision, and whether it is the caller's. */
export const list = procedure("self:read")
  .output(z.array(PendingApproval))
  .query(({ ctx }) => listApprovals(ctx.as));
