import type { PlanFinding } from "@holdfast/contracts/gate";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Database } from "@holdfast/db/database";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { afterAll, beforeAll } from "vitest";
import { evaluatePlan } from "../src/evaluation/evaluate-plan";
import { aPair, aPlan, type Pair, type PlanMore, type StepText, savePlan } from "./approved-run";
import { fakeReceiver } from "./fake-receiver";
import { furnish, memoryLog } from "./furnish";
import { aNode, fillInventory } from "./inventory";
import { stepsOf } from "./steps-of";

/** A saved plan on two furnished sites, and its evaluation. */
export interface EvaluationScene {
  readonly pair: Pair;
  readonly primary: FakeCluster;
  readonly standby: FakeCluster;
  readonly planId: string;
  evaluate(workflow?: WorkflowName): Promise<readonly PlanFinding[]>;
}

/** Starts fake agents for a file's tests. `now` and `approvers` are what the evaluation sees, and may be changed. */
export function evaluationSuite(db: Database) {
  const world = aWorld();
  let agents: FakeAgents | undefined;
  beforeAll(async () => {
    agents = await startFakeAgents(db, world);
  });
  afterAll(() => agents?.stop());

  const suite = {
    world,
    now: new Date(),
    approvers: 5,
    receiver: fakeReceiver(),
    ports() {
      if (!agents) throw new Error("the agents are started before the first test");
      return {
        ...{ db, agents: agents.agents, links: agents.links, calls: suite.receiver, log: memoryLog() },
        ...{ approvers: { countApprovers: async () => suite.approvers }, now: () => suite.now },
      };
    },
    async aScene(
      steps: (step: ReturnType<typeof stepsOf>, pair: Pair) => StepText[],
      more: Omit<PlanMore, "failback"> & { failback?: (pair: Pair) => StepText[] } = {},
    ): Promise<EvaluationScene> {
      const pair = await aPair(db);
      const { primary, standby } = furnish(pair);
      world.clusters.set(primary.id, primary).set(standby.id, standby);
      await fillInventory(db, standby.id, [aNode("n1", 8, 32)]);
      const plan = aPlan(pair, steps(stepsOf(pair), pair), { rtoSeconds: 3600, ...more, failback: more.failback?.(pair) });
      const { planId } = await savePlan(db, plan);
      // After what `savePlan` has left.
      suite.now = new Date(Date.now() + 1000);
      const evaluate = async (workflow: WorkflowName = "activate") =>
        (await evaluatePlan(suite.ports(), planId, 1, new AbortController().signal))[workflow] ?? [];
      return { pair, primary, standby, planId, evaluate };
    },
  };
  return suite;
}
