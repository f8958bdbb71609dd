import type { Database } from "@holdfast/db/database";
import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld, type FakeCluster, type FakeWorld, worldState } from "@holdfast/testkit/fake-agents/world";
import { vi } from "vitest";
import { anApprovedRun, aPair, aPlan, type EntryText, type Pair, savePlan } from "../approved-run";
import { type FakeReceiver, fakeReceiver } from "../fake-receiver";
import { furnish } from "../furnish";
import { brokenInvariants, evidenceOf } from "../invariants";
import { withoutLimits } from "../without-limits";
import type { PointRule } from "./hub-messages";
import { type HubProcess, loadHub, spawnHub } from "./spawn-hub";

/** A plan to crash, and what a furnished pair needs beyond for it. */
export interface CrashPlan {
  readonly steps: (pair: Pair) => EntryText[];
  readonly prepare?: (pair: { readonly primary: FakeCluster; readonly standby: FakeCluster }) => void;
  readonly mode?: "graceful" | "ungraceful";
  /** The phase in which it ends when nothing crashes. */
  readonly ends: "Succeeded" | "Undone";
}

/** A named point of a run, and which passage of it. */
export interface Point {
  readonly name: string;
  readonly nth: number;
}

const pointName = ({ name, nth }: Point) => `${name} #${nth}`;

/** One way in which a run was interrupted, and how it ended. */
export interface Outcome {
  readonly point: string;
  readonly wasReached: boolean;
  readonly phase: string;
  readonly message: string;
  readonly steps: string;
  readonly state: string;
  /** What was done to the pair, in an order of its own: what is done at once is in none. A Job is called as its CronJob and the run. */
  readonly effects: readonly string[];
  /** What the receiver of the hub's own calls has done for the run. */
  readonly called: readonly string[];
  readonly repeated: readonly string[];
  /** What of the nine invariants does not hold. */
  readonly broken: readonly string[];
}

/** Leases outlast any hiccup of a busy machine; a dead hub's are ended by hand, which is what time would do. */
const tuning = { leaseTtlMs: 30_000, pollMs: 250, lookMs: 60, holdDownMs: 0 };
const PATIENCE_MS = 300_000;

/** What a hub meets outside of itself. */
interface Around {
  readonly world: FakeWorld;
  readonly receiver: FakeReceiver;
}

/** The events that the receiver acted upon for a run, once for each time that it did. */
const calledBy = ({ effects }: FakeReceiver, runId: string): string[] =>
  [...effects.values()].flatMap((body) => {
    const { type, data } = JSON.parse(body) as { type: string; data: { holdfast: { run: string; step: string; way: string } } };
    return data.holdfast.run === runId ? [`${data.holdfast.step} ${data.holdfast.way} ${type}`] : [];
  });

interface Target {
  readonly pair: Pair;
  readonly runId: string;
}

async function aTarget(db: Database, world: FakeWorld, plan: CrashPlan): Promise<Target> {
  const pair = await aPair(db);
  const { primary, standby } = furnish(pair);
  plan.prepare?.({ primary, standby });
  world.clusters.set(primary.id, primary).set(standby.id, standby);
  const spec = aPlan(pair, plan.steps(pair));
  return { pair, runId: await anApprovedRun(db, pair, spec, await savePlan(db, spec), { mode: plan.mode }) };
}

const ended = ["Succeeded", "Failed", "Undone", "NeedsOperator", "Paused", "Expired"];

async function untilEnded(db: Database, targets: readonly Target[], timeout: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const open = await db.prisma.run.findMany({ where: { id: { in: targets.map((each) => each.runId) }, phase: { notIn: ended } } });
      if (open.length > 0)
        throw new Error(
          `${open.length} of ${targets.length} runs have not ended: ${open.slice(0, 3).map((run) => `${run.id} ${run.phase} ${run.phaseMessage}`)}`,
        );
    },
    { timeout, interval: 200 },
  );
}

async function outcomeOf(
  db: Database,
  { world, receiver }: Around,
  { pair, runId }: Target,
  point: string,
  wasReached: boolean,
): Promise<Outcome> {
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { steps: { orderBy: { index: "asc" } } } });
  const mine = world.effects.filter((effect) => effect.clusterId === pair.primary.id || effect.clusterId === pair.standby.id);
  const keys = mine.map((effect) => effect.idempotencyKey);
  const clusters = [pair.primary.id, pair.standby.id].flatMap((id) => world.clusters.get(id) ?? []);
  return {
    point,
    wasReached,
    phase: run.phase,
    message: run.phaseMessage,
    steps: run.steps.map((step) => step.state).join(" "),
    state: JSON.stringify(worldState(aWorld(...clusters)).map(({ name: _, ...rest }) => rest)),
    effects: mine.map((effect) => `${effect.object.replace(/-[0-9a-f]{10}$/, "")}=${effect.value}`).sort(),
    called: calledBy(receiver, runId).sort(),
    repeated: keys.filter((key, i) => keys.indexOf(key) !== i),
    broken: brokenInvariants(await evidenceOf(db, [runId], mine)),
  };
}

/** Runs the plan once without a crash: every point that it passes, and how it ends. */
export async function uninterrupted(db: Database, plan: CrashPlan): Promise<{ points: Point[]; outcome: Outcome }> {
  const [world, receiver] = [aWorld(), fakeReceiver()];
  const agents = await startFakeAgents(db, world);
  const target = await aTarget(db, world, plan);
  const hub = await spawnHub({ url: db.url, hubId: "tracing", agents, receiver, tuning, isTracing: true });
  await untilEnded(db, [target], PATIENCE_MS);
  const points = hub.points.map(({ name, nth }) => ({ name, nth }));
  const outcome = await outcomeOf(db, { world, receiver }, target, "none", true);
  await hub.stop();
  await agents.stop();
  return { points, outcome };
}

/** As many runs as a small machine can carry at once without a hub losing its leases. */
const BATCH = 40;
/** A machine that is very busy makes a run go another way than the one that was traced: then its point is tried again. */
const TRIES = 3;

/** Runs the plan once for every point, a batch of points at a time, and again for points that a run went past. */
export async function crashEverywhere(db: Database, plan: CrashPlan, points: readonly Point[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let open = points;
  for (let tried = 0; tried < TRIES && open.length > 0; tried++) {
    const found: Outcome[] = [];
    const batches = Math.ceil(open.length / BATCH);
    for (let i = 0; i < batches; i++)
      found.push(
        ...(await crashBatch(db, plan, open.slice(Math.round((i * open.length) / batches), Math.round(((i + 1) * open.length) / batches)))),
      );
    const isLast = tried === TRIES - 1;
    outcomes.push(...found.filter((each) => each.wasReached || isLast));
    open = open.filter((point) => found.some((each) => each.point === pointName(point) && !each.wasReached));
  }
  return outcomes;
}

/**
 * Runs the plan once for every point. Each run stands still at its own point; when all do, their hub is killed, and another
 * takes over. To a run, that is the death of its hub at that very point.
 */
async function crashBatch(db: Database, plan: CrashPlan, points: readonly Point[]): Promise<Outcome[]> {
  const [world, receiver] = [aWorld(), fakeReceiver()];
  const agents: FakeAgents = await startFakeAgents(db, world);
  await withoutLimits(db);
  const targets: (Target & { rule: PointRule })[] = [];
  for (const { name, nth } of points) {
    const target = await aTarget(db, world, plan);
    targets.push({ ...target, rule: { runId: target.runId, name, nth, act: "freeze" } });
  }
  const loading = [loadHub(), loadHub()] as const;
  try {
    const rules = targets.map((each) => each.rule);
    const first = await (await loading[0]).start({
      url: db.url,
      hubId: "first",
      agents,
      receiver,
      tuning,
      poolSize: 10 + points.length,
      rules,
    });
    await untilStill(db, first, targets);
    await first.kill();
    await db.prisma.$executeRaw`UPDATE lease SET expires_at = now() WHERE owner LIKE 'first:%'`;
    const second = await (await loading[1]).start({ url: db.url, hubId: "second", agents, receiver, tuning, poolSize: 20 });
    await untilEnded(db, targets, PATIENCE_MS);
    const reached = new Set(first.reached.map((rule) => rule.runId));
    const outcomes = targets.map((target) => outcomeOf(db, { world, receiver }, target, pointName(target.rule), reached.has(target.runId)));
    await second.stop();
    return await Promise.all(outcomes);
  } finally {
    for (const hub of loading) (await hub).discard();
    await agents.stop();
  }
}

/** Waits until every run stands still at its point, or has ended without coming to it. */
const untilStill = (db: Database, hub: HubProcess, targets: readonly (Target & { rule: PointRule })[]) =>
  vi.waitFor(
    async () => {
      const reached = new Set(hub.reached.map((rule) => rule.runId));
      const waiting = targets.filter((each) => !reached.has(each.runId)).map((each) => each.runId);
      const open = await db.prisma.run.count({ where: { id: { in: waiting }, phase: { notIn: ended } } });
      if (open > 0) throw new Error(`${open} runs neither stand still nor have ended: ${JSON.stringify(hub.logs.slice(-5))}`);
    },
    { timeout: PATIENCE_MS, interval: 200 },
  );
