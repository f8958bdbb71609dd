import { z } from "zod";

/** What evaluates a policy: Gatekeeper by Rego, the API server itself by CEL, or nothing, because it consists of objects that act by themselves. */
export const PolicyEngine = z.enum(["gatekeeper", "admission", "manifests"]);
export type PolicyEngine = z.infer<typeof PolicyEngine>;

/** What a policy is about. */
export const PolicyCategory = z.enum([
  ...(["pod-security", "images", "resources", "availability", "network"] as const),
  ...(["identity", "governance", "compliance", "finance", "platform"] as const),
]);
export type PolicyCategory = z.infer<typeof PolicyCategory>;

/** How much it matters that a policy is kept. */
export const PolicySeverity = z.enum(["low", "medium", "high", "critical"]);
export type PolicySeverity = z.infer<typeof PolicySeverity>;

/** What a policy of the library says of itself: its `policy.yaml`. */
export const PolicyCard = z.strictObject({
  title: z.string().trim().min(3).max(120),
  description: z.string().trim().min(20).max(500),
  category: PolicyCategory,
  engine: PolicyEngine,
  severity: PolicySeverity,
  parameters: z.array(z.strictObject({ name: z.string().min(1), description: z.string().min(3) })).default([]),
  standards: z.array(z.strictObject({ name: z.string().min(1), control: z.string().min(1) })).default([]),
});
export type PolicyCard = z.infer<typeof PolicyCard>;
