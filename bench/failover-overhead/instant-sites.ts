import type { Database } from "@holdfast/db/database";
import { startRunner } from "@holdfast/failover/start-runner";
import { startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import type { FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { anApprovedRun, aPair, aPlan, type Pair, savePlan, theRun } from "../../packages/failover/test/approved-run";
import { fakeReceiver } from "../../packages/failover/test/fake-receiver";
import { furnish, memoryLog } from "../../packages/failover/test/furnish";
import { twelveSteps } from "../../packages/failover/test/twelve-steps";
import { withoutLimits } from "../../packages/failover/test/without-limits";
import type { Stage } from "../stage/stage";

/** What one run took, in milliseconds: from its approval to its last verification, and from one verification to the next. */
export interface RunTimes {
  readonly totalMs: number;
  readonly stepMs: readonly number[];
}

/** Pairs of sites whose targets answer at once, with the real runner over them. */
export interface InstantSites {
  readonly pairs: readonly Pair[];
  /** Approves a run of twelve steps on a pair. Turns alternate: what one run has moved the next moves back. Returns its id. */
  approve(pair: Pair, turn: 1 | 2): Promise<string>;
  /** What a run took, or null while it goes on. Throws when it ended otherwise than well. */
  timesOf(runId: string): Promise<RunTimes | null>;
}

/**
 * The fake agents look for commands when they are woken, and at every cluster five times a second besides. With hundreds of
 * clusters that would be most of what is measured; real agents are woken, so these show no cluster to whoever goes through all.
 */
class ClustersOnCall extends Map<string, FakeCluster> {
  override keys(): MapIterator<string> {
    return new Map<string, FakeCluster>().keys();
  }
}

/** Starts them; they end with the stage. */
export async function instantSites(stage: Stage, db: Database, count: number): Promise<InstantSites> {
  const pairs: Pair[] = [];
  for (let i = 0; i < count; i++) pairs.push(await aPair(db));
  const sites = pairs.map((pair) => furnish(pair));
  const clusters = new ClustersOnCall(sites.flatMap(({ primary, standby }) => [primary, standby]).map((cluster) => [cluster.id, cluster]));
  const fake = await startFakeAgents(db, { clusters, effects: [] });
  stage.add(() => fake.stop());
  await withoutLimits(db);
  const { agents, links } = fake;
  const runner = await startRunner({ db, hubId: "bench", agents, links, calls: fakeReceiver(), log: memoryLog(), now: () => new Date() });
  stage.add(() => runner.stop());
  return {
    pairs,
    async approve(pair, turn) {
      const plan = aPlan(pair, twelveSteps(pair, turn));
      return anApprovedRun(db, pair, plan, await savePlan(db, plan));
    },
    async timesOf(runId) {
      const run = await theRun(db, runId);
      if (run.phase === "Approved" || run.phase === "Running") return null;
      if (run.phase !== "Succeeded" || !run.approvedAt) throw new Error(`a run is ${run.phase}: ${run.phaseMessage}`);
      const verified = run.journal.filter((line) => line.transition === "verified").map((line) => line.at.getTime());
      const starts = [run.approvedAt.getTime(), ...verified];
      return { totalMs: (verified.at(-1) ?? Number.NaN) - (starts[0] ?? 0), stepMs: verified.map((at, k) => at - (starts[k] ?? at)) };
    },
  };
}
