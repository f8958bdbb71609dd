import type { Database } from "@holdfast/db/database";
import { vi } from "vitest";
import type { EntryText, PlanMore, StepText } from "./approved-run";
import { stepsOf } from "./steps-of";
import type { Stage, SuiteHub } from "./suite-hub";

/** A step that runs a plan. */
export const runs = (plan: string, more: Partial<StepText> = {}): StepText => ({
  name: "child",
  use: "plan.run",
  with: { plan },
  timeoutSeconds: 60,
  ...more,
});

/** A plan that a step of another runs, on clusters of its own. */
export interface Child {
  readonly stage: Stage;
  readonly name: string;
  readonly planId: string;
  readonly groupId: string;
}

/** Saves a plan on two clusters of its own. */
export async function aChild(
  hub: SuiteHub,
  steps: (step: ReturnType<typeof stepsOf>) => readonly EntryText[],
  more: PlanMore = {},
): Promise<Child> {
  const stage = await hub.stage();
  const plan = stage.plan(steps(stepsOf(stage.pair)), more);
  const { planId, groupId } = await stage.save(plan);
  return { stage, name: plan.metadata.name, planId, groupId };
}

/** The runs that a run has made, the first first. */
export const childrenOf = (db: Database, runId: string) =>
  db.prisma.run.findMany({
    where: { parentId: runId },
    orderBy: [{ parentStep: "asc" }, { parentAttempt: "asc" }],
    include: { steps: { orderBy: { index: "asc" } } },
  });

/** Waits until a run has made one that is in one of these phases; the latest one is meant. */
export const childReaches = (db: Database, runId: string, ...phases: string[]) =>
  vi.waitFor(
    async () => {
      const child = (await childrenOf(db, runId)).at(-1);
      if (!child || !phases.includes(child.phase)) throw new Error(`the child is ${child?.phase}: ${child?.phaseMessage}`);
      return child;
    },
    { timeout: 25_000, interval: 25 },
  );
