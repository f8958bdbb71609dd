import { z } from "zod";

/** Argo's health words, from best to worst; a parent takes the worst of its children. */
export const Health = z.enum(["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"]);
export type Health = z.infer<typeof Health>;

/** The health of one object. `status` is the short word of its kind's own vocabulary, `reason` says why it is not Healthy. */
export const HealthAssessment = z.object({ health: Health, status: z.string().max(80), reason: z.string().max(1024).optional() });
export type HealthAssessment = z.infer<typeof HealthAssessment>;
