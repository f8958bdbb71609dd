import { z } from "zod";

/** `approval.wait`: a pause in the middle of a run until enough people, the requester not among them, let it go on. */
export const ApprovalWait = z.strictObject({
  required: z.number().int().min(1).max(5).default(1),
  expiresAfterSeconds: z.number().int().min(30).max(86_400).default(1800),
});
export type ApprovalWait = z.infer<typeof ApprovalWait>;
