import type { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aCluster, aWorld, type FakeCluster, type FakeEffect, type FakeWorld } from "@holdfast/testkit/fake-agents/world";
import { afterAll, beforeAll, vi } from "vitest";
import { type Runner, startRunner } from "../src/start-runner";
import {
  anApprovedRun,
  aPair,
  aPlan,
  aSite,
  type EntryText,
  type Pair,
  type PlanMore,
  type RequestMore,
  type SavedPlan,
  savePlan,
  tellRun,
  theRun,
} from "./approved-run";
import { type FakeReceiver, fakeReceiver } from "./fake-receiver";
import { furnish, memoryLog } from "./furnish";

/** Times that suit a test: quick to notice, slow enough for a busy machine. */
export const testTuning = { leaseTtlMs: 8000, pollMs: 150, lookMs: 40, holdDownMs: 0 };

type LoadedRow = Awaited<ReturnType<typeof theRun>>;

/** Two sites with something on them, and what a test does with them. */
export interface Stage {
  readonly pair: Pair;
  readonly primary: FakeCluster;
  readonly standby: FakeCluster;
  /** One more cluster, which is neither of the two; the plans of this stage that name it say so. */
  elsewhere(): Promise<FakeCluster>;
  plan(steps: readonly EntryText[], more?: PlanMore): PlanSpec;
  save(plan: PlanSpec): Promise<SavedPlan>;
  /** Saves a plan of these steps and asks for an approved run of it. Returns the run's id. */
  run(steps: readonly EntryText[], more?: RequestMore): Promise<string>;
  /** Asks for an approved run of a saved plan. Returns the run's id. */
  again(plan: PlanSpec, saved: SavedPlan, more?: RequestMore): Promise<string>;
  /** What was changed at the clusters of this stage, in order. */
  effects(): FakeEffect[];
}

/** A hub with fake agents, for all tests of a file. */
export interface SuiteHub {
  readonly world: FakeWorld;
  readonly log: ReturnType<typeof memoryLog>;
  /** What the calls of the hub itself reach. */
  readonly receiver: FakeReceiver;
  agents(): FakeAgents;
  stage(): Promise<Stage>;
  tell(runId: string, intent: Parameters<typeof tellRun>[2]): Promise<void>;
  /** Waits until the run is in one of these phases. */
  reaches(runId: string, ...phases: string[]): Promise<LoadedRow>;
  /** Waits until one step of the run is in one of these states. */
  reachesStep(runId: string, index: number, ...states: string[]): Promise<LoadedRow>;
}

const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 25_000, interval: 25 });

/** Two furnished clusters of the world, and what a test does with them. */
async function stageOf(db: Database, world: FakeWorld): Promise<Stage> {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const save = (plan: PlanSpec) => savePlan(db, plan);
  const beside: FakeCluster[] = [];
  const planOf = (steps: readonly EntryText[], choices: PlanMore = {}) => {
    const text = JSON.stringify([steps, choices.failback]);
    return aPlan(pair, steps, { others: beside.map(({ name }) => name).filter((name) => text.includes(name)), ...choices });
  };
  return {
    pair,
    primary,
    standby,
    save,
    async elsewhere() {
      const { id, name } = await aSite(db, "hub", "production");
      const cluster = aCluster(id, name);
      world.clusters.set(id, cluster);
      beside.push(cluster);
      return cluster;
    },
    plan: planOf,
    again: (plan, saved, choices) => anApprovedRun(db, pair, plan, saved, choices),
    async run(steps, choices) {
      const plan = planOf(steps);
      const mode = primary.faults.isConnected ? "graceful" : "ungraceful";
      return anApprovedRun(db, pair, plan, await save(plan), { mode, ...choices });
    },
    effects: () => world.effects.filter(({ clusterId }) => [primary, standby, ...beside].some(({ id }) => id === clusterId)),
  };
}

/** Starts a hub before the file's tests and stops it after them. `more` overrides what the hub gives to the runner. */
export function suiteHub(db: Database, more: Partial<Parameters<typeof startRunner>[0]> = {}): SuiteHub {
  const world = aWorld();
  const log = memoryLog();
  const receiver = fakeReceiver();
  let agents: FakeAgents | undefined;
  let runner: Runner | undefined;
  beforeAll(async () => {
    agents = await startFakeAgents(db, world);
    runner = await startRunner({
      db,
      hubId: "hub-test",
      agents: agents.agents,
      links: agents.links,
      calls: receiver,
      log,
      now: () => new Date(),
      tuning: testTuning,
      ...more,
    });
  });
  afterAll(async () => {
    await runner?.stop();
    await agents?.stop();
  });
  return {
    world,
    log,
    receiver,
    agents() {
      if (!agents) throw new Error("the agents are there from beforeAll on");
      return agents;
    },
    stage: () => stageOf(db, world),
    tell: (runId, intent) => tellRun(db, runId, intent),
    reaches: (runId, ...phases) =>
      until(async () => {
        const run = await theRun(db, runId);
        if (!phases.includes(run.phase))
          throw new Error(`the run is ${run.phase}: ${run.phaseMessage} (${run.steps.map((step) => `${step.state} ${step.message}`)})`);
        return run;
      }),
    reachesStep: (runId, index, ...states) =>
      until(async () => {
        const run = await theRun(db, runId);
        const step = run.steps[index];
        if (!step || !states.includes(step.state))
          throw new Error(`the step is ${step?.state} ${step?.message}, the run ${run.phase}: ${run.phaseMessage}`);
        return run;
      }),
  };
}
