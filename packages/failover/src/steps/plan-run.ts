import type { ObjectChange } from "@holdfast/contracts/object-change";
import { PlanRun } from "@holdfast/contracts/steps/plan-run";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import type { Sighting } from "@holdfast/domain/run/judge-effect";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { z } from "zod";
import { type ChildPlan, childPlan } from "../checks/child-plan";
import { defineStep, done, type Finding, failed, finding, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ way: z.enum(["do", "undo"]) });
type Before = z.infer<typeof Before>;

/** Where the group goes, as a change that a rehearsal shows. */
const moveOf = ({ plan }: PlanRun, { from, to, isThere }: ChildPlan): ObjectChange => ({
  ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", namespace: null, name: plan, operation: isThere ? "none" : "update" },
  fields: isThere ? [] : [{ path: "/activeSite", before: from, after: to }],
  warnings: [],
});

/** What the plan's own evaluation says. Right before the run its own guards ask, and wait for what may heal. */
function readiness(ctx: StepContext, { plan }: PlanRun, { readiness: says, version }: ChildPlan): Finding[] {
  if (ctx.parent?.isBeginning) return [];
  if (says === null) return [finding("ChildNotEvaluated", "blocking", plan, { plan })];
  return [
    says.blocking === null
      ? finding("ChildReady", "info", plan, { plan, version })
      : finding("ChildNotReady", "blocking", plan, { plan, finding: says.blocking }),
  ];
}

async function ahead(ctx: StepContext, { plan, workflow }: PlanRun): Promise<Sighting> {
  const children = await ctx.madeChildren();
  const last = children.at(-1);
  if (last?.phase === "Succeeded") return done(worded("ChildSucceeded", { plan }));
  if (last && !isTerminal(last.phase)) return waiting(last.said);
  const { child } = await childPlan(ctx.db, ctx.parent, { plan, workflow });
  if (child?.isThere) return done(worded("ChildAlreadyThere", { plan, site: child.to }));
  // What has failed looks first, when it is begun anew, what it has left.
  return waiting(last ? last.said : worded("ChildToBegin", { plan }), true);
}

/** Nothing is ordered to take it back: the run that made it tells it so, when it turns back itself. */
async function back(ctx: StepContext, { plan }: PlanRun): Promise<Sighting> {
  const children = await ctx.madeChildren();
  const open = children.find((child) => !isTerminal(child.phase));
  if (open) return waiting(open.said);
  if (children.some((child) => child.phase === "Succeeded")) return failed(worded("ChildStays", { plan }));
  if (children.some((child) => child.phase === "Failed" && child.hasBegun)) return failed(worded("ChildFailedStays", { plan }));
  return done(worded("ChildTakenBackDone", { plan }));
}

/** `plan.run`: the hub makes a run of another plan. */
export const planRun = defineStep<"plan.run", Before>({
  name: "plan.run",
  schema: PlanRun,
  before: Before,
  describe: (p) => describeStep({ use: "plan.run", with: p }),
  async preflight(ctx, p) {
    const { child, problems } = await childPlan(ctx.db, ctx.parent, p);
    const broken = problems.map(({ code, ...text }): Finding => ({ code, severity: "blocking", object: p.plan, ...text }));
    if (!child || broken.length > 0) return preflightOf<Before>(broken, null);
    const isUnapproved = ctx.parent?.isBeginning && !ctx.parent.mayRun(p);
    const unapproved = isUnapproved ? [finding("ChildNotApproved", "blocking", p.plan, { plan: p.plan })] : [];
    return preflightOf([...unapproved, ...readiness(ctx, p, child)], { way: "do" }, [moveOf(p, child)]);
  },
  run: ({ plan, workflow }) => ({ kind: "child", plan, workflow }),
  verify: (ctx, p, { way }) => (way === "do" ? ahead(ctx, p) : back(ctx, p)),
  undo: (parameters) => ({ parameters, before: { way: "undo" } }),
});
