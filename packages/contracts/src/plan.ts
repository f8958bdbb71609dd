import { z } from "zod";
import { DataStore } from "./data-store";
import { DeadHub } from "./dead-hub";
import { PlanProof } from "./drill";
import { drillIssues } from "./drill-issues";
import { DrillTerms } from "./drill-terms";
import { EvaluationView } from "./evaluation-view";
import { GateView } from "./gate";
import { DnsLabel, PlanId } from "./ids";
import { clustersIn, MOST_OTHERS, OtherCluster } from "./plan-clusters";
import { isParallel, PlanEntry } from "./plan-entry";
import { OnFailure, StepRetry } from "./plan-step";
import { HaltCondition, MOST_HALTS, ServingTerms, termIssues } from "./plan-terms";
import { RunMode } from "./run-mode";
import { StepForm } from "./step-form";
import { Trigger } from "./trigger";
import { WorkflowName } from "./workflow";

/** More than this nobody reads, and no screen shows. */
const MOST_STEPS = 100;

const Workflow = z.strictObject({ steps: z.array(PlanEntry).min(1, "a workflow needs at least one step").max(MOST_STEPS) });

/** A step or a set with its path inside the list of its workflow. */
const named = (entries: readonly PlanEntry[]) =>
  entries.flatMap((entry, i): { of: PlanEntry; at: (string | number)[] }[] => [
    { of: entry, at: [i] },
    ...(isParallel(entry) ? entry.parallel.map((step, j) => ({ of: step, at: [i, "parallel", j] })) : []),
  ]);

/** What a step may name as its cluster. */
const mayBe = (sites: readonly string[], others: readonly string[], isSite: boolean): string =>
  others.length === 0 || isSite
    ? `must be a site of this plan: ${sites.join(" or ")}`
    : `must be a site of this plan, or one of its others: ${[...sites, ...others].join(" or ")}`;

/** What is done before an agent may go on by itself must be an entry of the workflow, and something must be left after it. */
function checkDeadHub(
  { deadHub, activate }: { deadHub?: DeadHub | undefined; activate: { steps: PlanEntry[] } },
  ctx: z.core.$RefinementCtx,
) {
  if (!deadHub) return;
  const at = activate.steps.findIndex((entry) => entry.name === deadHub.after);
  const path = ["spec", "deadHub", "after"];
  if (at < 0) ctx.addIssue({ code: "custom", path, message: "must be the name of a step of activate, or of a whole set of them" });
  else if (at === activate.steps.length - 1)
    ctx.addIssue({ code: "custom", path, message: "must not be the last step of activate: nothing would be left to do" });
  if (deadHub.expiresAfterSeconds <= deadHub.silentSeconds)
    ctx.addIssue({
      code: "custom",
      path: ["spec", "deadHub", "expiresAfterSeconds"],
      message: `must be more than silentSeconds (${deadHub.silentSeconds})`,
    });
}

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
      /** Clusters beside the two sites that steps may name. Absent: none. */
      others: z.array(OtherCluster).min(1, "leave it out where there are none").max(MOST_OTHERS).optional(),
      rtoSeconds: z.number().int().min(1).max(86_400),
      approvals: z
        .strictObject({
          required: z.number().int().min(1).max(5).default(1),
          expiresAfterSeconds: z.number().int().min(30).max(604_800).default(1800),
          /** Whether what was approved while the primary answered may start, ungraceful, once it is lost. */
          holdIfPrimaryLost: z.boolean().optional(),
        })
        .prefault({}),
      /** What the group keeps its data in, and how much of it may be lost. */
      dataStores: z.array(DataStore).max(50).default([]),
      drill: DrillTerms.optional(),
      /** How many sites have to serve afterwards. Absent: the standby. */
      serving: ServingTerms.optional(),
      /** What halts a run before its next order while it is so. */
      haltWhile: z.array(HaltCondition).min(1, "leave it out where nothing halts a run").max(MOST_HALTS).optional(),
      /** What has to be seen of the primary before the plan, while it is armed, is begun without a person. Without it nothing can be armed. */
      trigger: Trigger.optional(),
      /** What the standby's agent may finish of `activate` when no hub answers; nothing where it says nothing. */
      deadHub: DeadHub.optional(),
      /** From the primary to the standby. */
      activate: Workflow,
      /** Back to the primary. Without it a group is brought back by hand. */
      failback: Workflow.optional(),
    }),
  })
  .superRefine((plan, ctx) => {
    if (plan.spec.primary === plan.spec.standby)
      ctx.addIssue({ code: "custom", path: ["spec", "standby"], message: "must be another cluster than the primary" });
    for (const { path, message } of [...drillIssues(plan.spec), ...termIssues(plan.spec)]) ctx.addIssue({ code: "custom", path, message });
    checkDeadHub(plan.spec, ctx);
    const sites = [plan.spec.primary, plan.spec.standby];
    const others = (plan.spec.others ?? []).map(({ cluster }) => cluster);
    const reached = new Set<string>();
    plan.spec.dataStores.forEach((store, i) => {
      const at = ["spec", "dataStores", i];
      if (plan.spec.dataStores.findIndex(({ name }) => name === store.name) < i)
        ctx.addIssue({ code: "custom", path: [...at, "name"], message: `is the name of another data store: ${store.name}` });
      for (const site of Object.keys("nameAt" in store.with ? store.with.nameAt : {}))
        if (!sites.includes(site))
          ctx.addIssue({
            code: "custom",
            path: [...at, "with", "nameAt", site],
            message: `must be a site of this plan: ${sites.join(" or ")}`,
          });
    });
    for (const workflow of WorkflowName.options) {
      const seen = new Set<string>();
      const all = named(plan.spec[workflow]?.steps ?? []);
      if (all.filter(({ of }) => !isParallel(of)).length > MOST_STEPS)
        ctx.addIssue({ code: "custom", path: ["spec", workflow, "steps"], message: `must have at most ${MOST_STEPS} steps in all` });
      for (const { of: step, at: inside } of all) {
        const at = ["spec", workflow, "steps", ...inside];
        if (seen.has(step.name))
          ctx.addIssue({ code: "custom", path: [...at, "name"], message: `is the name of another step: ${step.name}` });
        seen.add(step.name);
        if (isParallel(step)) continue;
        const instead = clustersIn(step.ungraceful).map((each) => ({ ...each, at: ["ungraceful", ...each.at] }));
        for (const { cluster, at: field, isSite } of [...clustersIn(step), ...instead]) {
          reached.add(cluster);
          const may = isSite ? sites : [...sites, ...others];
          if (!may.includes(cluster)) ctx.addIssue({ code: "custom", path: [...at, ...field], message: mayBe(sites, others, isSite) });
        }
      }
    }
    others.forEach((cluster, i) => {
      const path = ["spec", "others", i, "cluster"];
      if (sites.includes(cluster)) ctx.addIssue({ code: "custom", path, message: "is a site of this plan already" });
      else if (others.indexOf(cluster) < i) ctx.addIssue({ code: "custom", path, message: `stands here twice: ${cluster}` });
      else if (!reached.has(cluster))
        ctx.addIssue({ code: "custom", path, message: "is named by no step: whoever runs the plan would need rights there for nothing" });
    });
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
export const PlanStepView = StepForm.extend({
  name: z.string(),
  /** The parallel set that it belongs to: neighbours of one set are done at once. Null when it is done by itself. */
  set: z.string().nullable(),
  /** What is done instead when the primary is lost; null: the same. */
  ungraceful: z.union([z.literal("skip"), StepForm]).nullable(),
  onFailure: OnFailure,
  /** Null when it is tried once. */
  retry: StepRetry.nullable(),
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
  /** What its recovery would take by earlier runs of its steps, or how many there are of those that it takes to say so. */
  forecast: z.discriminatedUnion("isKnown", [
    z.object({ isKnown: z.literal(true), p50Ms: z.number(), p95Ms: z.number(), runs: z.number().int() }),
    z.object({ isKnown: z.literal(false), runs: z.number().int(), needed: z.number().int() }),
  ]),
  /** Whether the caller may request it now, or rehearse it. */
  request: GateView,
  /** Whether the caller may request a drill of it now: a plan may have steps that only a drill may take, or be for drills alone. */
  requestDrill: GateView,
  /** Whether it has proven itself. */
  proof: PlanProof,
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
