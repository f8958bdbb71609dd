import { z } from "zod";
import { EvaluationView } from "./failover";
import { DnsLabel, PlanId } from "./ids";
import { PlanStep } from "./plan-step";

/** A failover plan as people write it: YAML in the manner of a Kubernetes object. Sites are clusters by name. */
export const PlanSpec = z
  .strictObject({
    apiVersion: z.literal("holdfast.dev/v1alpha1"),
    kind: z.literal("FailoverPlan"),
    metadata: z.strictObject({ name: DnsLabel, description: z.string().max(500).default("") }),
    spec: z.strictObject({
      /** The protection group: one run at a time may move it. */
      group: DnsLabel,
      primary: DnsLabel,
      standby: DnsLabel,
      rtoSeconds: z.number().int().min(1).max(86_400),
      approvals: z
        .strictObject({
          required: z.number().int().min(1).max(5).default(1),
          expiresAfterSeconds: z.number().int().min(30).max(604_800).default(1800),
        })
        .prefault({}),
      activate: z.strictObject({ steps: z.array(PlanStep).min(1, "a plan needs at least one step").max(100) }),
    }),
  })
  .superRefine((plan, ctx) => {
    if (plan.spec.primary === plan.spec.standby)
      ctx.addIssue({ code: "custom", path: ["spec", "standby"], message: "must be another cluster than the primary" });
    const sites = [plan.spec.primary, plan.spec.standby];
    const seen = new Set<string>();
    plan.spec.activate.steps.forEach((step, i) => {
      const at = ["spec", "activate", "steps", i];
      if (seen.has(step.name))
        ctx.addIssue({ code: "custom", path: [...at, "name"], message: `is the name of another step: ${step.name}` });
      seen.add(step.name);
      const cluster = "cluster" in step.with ? step.with.cluster : undefined;
      if (cluster !== undefined && !sites.includes(cluster))
        ctx.addIssue({ code: "custom", path: [...at, "with", "cluster"], message: `must be a site of this plan: ${sites.join(" or ")}` });
    });
  });
export type PlanSpec = z.infer<typeof PlanSpec>;

/** What a person sends to save a plan: its text, and the version that it was written against (0 for a new plan). */
export const SavePlan = z.strictObject({ yaml: z.string().max(200_000), basedOnVersion: z.number().int().nonnegative() });
export type SavePlan = z.infer<typeof SavePlan>;

/** One immutable version of a plan. `contentHash` is SHA-256 over the canonical JSON (RFC 8785) of the checked plan. */
export const PlanVersionView = z.object({
  planId: PlanId,
  number: z.number().int().positive(),
  contentHash: z.string().length(64),
  yaml: z.string(),
  spec: z.custom<PlanSpec>(),
  createdAt: z.date(),
  createdByName: z.string(),
});
export type PlanVersionView = z.infer<typeof PlanVersionView>;

/** One plan whole: every version, the newest first, and whether a failover may be requested now. */
export const PlanView = z.object({
  id: PlanId,
  name: z.string(),
  group: z.string(),
  latestVersion: z.number().int(),
  versions: z.array(PlanVersionView),
  evaluation: EvaluationView.nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      use: z.string(),
      clusterName: z.string().nullable(),
      object: z.string(),
      change: z.string().nullable(),
      undo: z.string(),
    }),
  ),
  diagram: z.string(),
  request: z.object({ isMet: z.boolean(), message: z.string() }),
});
export type PlanView = z.infer<typeof PlanView>;
