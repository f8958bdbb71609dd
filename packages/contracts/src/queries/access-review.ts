import { z } from "zod";
import { agentContract } from "../command";

/** Whether the agent's own account may do what the named commands need, by SelfSubjectAccessReview. */
export const accessReview = agentContract(
  "access.review",
  z.strictObject({ commands: z.array(z.string().max(63)).max(50) }),
  z.object({
    missing: z.array(z.object({ command: z.string(), group: z.string(), resource: z.string(), verb: z.string() })),
    absentKinds: z.array(z.object({ command: z.string(), group: z.string(), resource: z.string() })),
  }),
);
