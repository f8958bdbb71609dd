import { z } from "zod";
import { EvaluationView, RunMode } from "./failover";
import { GateView } from "./gate";
import { DnsLabel, PlanId } from "./ids";
import { OnFailure, PlanStep } from "./plan-step";
import { StepPhrases } from "./step-words";
import { WorkflowName } from "./workflow";

const Workflow = z.strictObject({ steps: z.array(PlanStep).min(1, "a workflow needs at least one step").max(100) });

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
      /** From the primary to the standby. */
      activate: Workflow,
      /** Back to the primary. Without it a group is brought back by hand. */
      failback: Workflow.optional(),
    }),
  })
  .superRefine((plan, ctx) => {
    if (plan.spec.primary === plan.spec.standby)
      ctx.addIssue({ code: "custom", path: ["spec", "standby"], message: "must be another cluster than the primary" });
    const sites = [plan.spec.primary, plan.spec.standby];
    for (const workflow of WorkflowName.options) {
      const seen = new Set<string>();
      plan.spec[workflow]?.steps.forEach((step, i) => {
        const at = ["spec", workflow, "steps", i];
        if (seen.has(step.name))
          ctx.addIssue({ code: "custom", path: [...at, "name"], message: `is the name of another step: ${step.name}` });
        seen.add(step.name);
        const message = `must be a site of this plan: ${sites.join(" or ")}`;
        const cluster = "cluster" in step.with ? step.with.cluster : undefined;
        if (cluster !== undefined && !sites.includes(cluster)) ctx.addIssue({ code: "custom", path: [...at, "with", "cluster"], message });
        if (step.use === "postgres.promote" && !sites.includes(step.with.source.cluster))
          ctx.addIssue({ code: "custom", path: [...at, "with", "source", "cluster"], message });
      });
    }
  });
export type PlanSpec = z.infer<typeof PlanSpec>;

/** What a person sends to save a plan: its text, and the version that it was written against (0 for a new plan). */
export const SavePlan = z.strictObject({ yaml: z.string().max(200_000), basedOnVersion: z.number().int().nonnegative() });
export type SavePlan = z.infer<typeof SavePlan>;

/** Something wrong with the text of a plan: where, which field, and what to do. Lines and columns count from 1. */
export const PlanProblem = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  path: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export type PlanProblem = z.infer<typeof PlanProblem>;

/** One step of a plan in words. */
export const PlanStepView = z.object({
  name: z.string(),
  use: z.string(),
  clusterName: z.string().nullable(),
  object: z.string(),
  change: z.string().nullable(),
  undo: z.string(),
  phrases: StepPhrases.optional(),
  effect: z.enum(["changes", "observes"]),
  onFailure: OnFailure,
  timeoutSeconds: z.number().int(),
});
export type PlanStepView = z.infer<typeof PlanStepView>;

/** What a plan would do by one of its workflows. The steps stand in their order; `diagram` is a Mermaid flow chart. */
export const WorkflowView = z.object({
  workflow: WorkflowName,
  /** The site that would be left, and the one that would serve, by name. */
  primary: z.string(),
  standby: z.string(),
  steps: z.array(PlanStepView),
  diagram: z.string(),
  /** The latest; null before the first, and for a failback while the group runs at the plan's primary. */
  evaluation: EvaluationView.nullable(),
  /** How a run would be made if it were requested now. */
  mode: RunMode,
  /** Whether the caller may request it now, or rehearse it. */
  request: GateView,
  rehearse: GateView,
});
export type WorkflowView = z.infer<typeof WorkflowView>;

/** The text of a plan that somebody is writing. */
export const CheckPlan = z.strictObject({ yaml: z.string().max(200_000) });
export type CheckPlan = z.infer<typeof CheckPlan>;

/** What a text would be if it were saved now: without problems, its workflows. */
export const CheckedPlan = z.object({
  problems: z.array(PlanProblem),
  workflows: z.array(WorkflowView.pick({ workflow: true, primary: true, standby: true, steps: true, diagram: true })),
});
export type CheckedPlan = z.infer<typeof CheckedPlan>;

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
  /** Where its group runs by its last run that succeeded; null before the first, or when that site is not one of the plan. */
  activeSite: z.string().nullable(),
  activate: WorkflowView,
  /** Null when the plan has none. */
  failback: WorkflowView.nullable(),
  /** By name, who could approve a request of the caller. */
  approvers: z.array(z.string()),
  edit: GateView,
});
export type PlanView = z.infer<typeof PlanView>;
