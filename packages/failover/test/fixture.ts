import type { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld, type FakeCluster, type FakeWorld } from "@holdfast/testkit/fake-agents/world";
import { vi } from "vitest";
import { type Runner, startRunner } from "../src/start-runner";
import { anApprovedRun, aPair, aPlan, type Pair, type RequestMore, type SavedPlan, type StepText, savePlan, theRun } from "./approved-run";
import { furnish, memoryLog } from "./furnish";

/** Times that suit a test: quick to notice, slow enough for a busy machine. */
export const testTuning = { leaseTtlMs: 2000, pollMs: 150, lookMs: 40 };

/** Two sites with something on them, their agents, and a hub. */
export interface Fixture {
  readonly pair: Pair;
  readonly world: FakeWorld;
  readonly primary: FakeCluster;
  readonly standby: FakeCluster;
  readonly agents: FakeAgents;
  readonly log: ReturnType<typeof memoryLog>;
  plan(steps: readonly StepText[], more?: { required?: number; rtoSeconds?: number }): PlanSpec;
  /** Saves the plan and asks for an approved run of it. */
  run(plan: PlanSpec, more?: RequestMore): Promise<string>;
  start(more?: Partial<Parameters<typeof startRunner>[0]>): Promise<Runner>;
  /** Waits until the run is in one of these phases. */
  reaches(runId: string, ...phases: string[]): Promise<Awaited<ReturnType<typeof theRun>>>;
  stop(): Promise<void>;
}

/** The steps that most tests use, for the standby of a pair. */
export const stepsOf = ({ standby: { name: cluster } }: Pair) => ({
  scale: (replicas: number, more: Partial<StepText> = {}): StepText => ({
    name: "scale-up",
    use: "workload.scale",
    with: { cluster, namespace: "bank", name: "core", replicas },
    ...more,
  }),
  istio: (share: number, more: Partial<StepText> = {}): StepText => ({
    name: `mesh-${share}`,
    use: "istio.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name: "core",
      weights: [
        { host: "old", weight: 100 - share },
        { host: "new", weight: share },
      ],
    },
    ...more,
  }),
  gateway: (share: number, more: Partial<StepText> = {}): StepText => ({
    name: `edge-${share}`,
    use: "gateway.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name: "edge",
      weights: [
        { name: "old", weight: 1 - share },
        { name: "new", weight: share },
      ],
    },
    ...more,
  }),
  http: (more: Partial<StepText> = {}): StepText => ({
    name: "serves",
    use: "probe.http",
    with: { cluster, url: "http://core.bank/healthz", consecutive: 1, intervalMs: 100 },
    ...more,
  }),
  promql: (more: Partial<StepText> = {}): StepText => ({
    name: "no-errors",
    use: "probe.promql",
    with: { cluster, query: "errors", comparison: "<", threshold: 0.01, consecutive: 1 },
    ...more,
  }),
  ask: (more: Partial<StepText> = {}): StepText => ({ name: "ask", use: "approval.wait", with: {}, ...more }),
});

/** Sets everything up; nothing runs before `start`. */
export async function aFixture(db: Database): Promise<Fixture & { saved(plan: PlanSpec): Promise<SavedPlan> }> {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  const world = aWorld(primary, standby);
  const agents = await startFakeAgents(db, world);
  const log = memoryLog();
  const runners: Runner[] = [];
  return {
    pair,
    world,
    primary,
    standby,
    agents,
    log,
    plan: (steps, more) => aPlan(pair, steps, more),
    saved: (plan) => savePlan(db, plan),
    run: async (plan, more) => anApprovedRun(db, pair, plan, await savePlan(db, plan), more),
    async start(more) {
      const runner = await startRunner({
        db,
        hubId: "hub-test",
        agents: agents.agents,
        links: agents.links,
        log,
        now: () => new Date(),
        tuning: testTuning,
        ...more,
      });
      runners.push(runner);
      return runner;
    },
    reaches: (runId, ...phases) =>
      vi.waitFor(
        async () => {
          const run = await theRun(db, runId);
          if (!phases.includes(run.phase)) throw new Error(`the run is ${run.phase}: ${run.phaseMessage}`);
          return run;
        },
        { timeout: 20_000, interval: 25 },
      ),
    async stop() {
      for (const runner of runners.splice(0)) await runner.stop();
      await agents.stop();
    },
  };
}
