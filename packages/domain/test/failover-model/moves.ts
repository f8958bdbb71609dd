import { decide } from "../../src/run/decide";
import { movesGroup } from "../../src/run/phase-machine";
import { applyChange, type RunChange } from "../../src/run/run-change";
import type { RunProgress } from "../../src/run/run-progress";
import { perform } from "./perform";
import { adopts, isUnadopted, isUntold, permitMoves, wouldWait } from "./permits";
import type { Sabotage } from "./sabotage";
import { currentRun, type Hub, isOver, type ModelRun, type Order, type Pending, WORDS, type World } from "./world";

/** Something that may happen next, and the world after it. */
export interface Move {
  readonly name: string;
  readonly world: World;
}

const asker = { name: "Ana", reason: "" };

const withHub = (world: World, index: number, hub: Hub): World => ({ ...world, hubs: world.hubs.with(index, hub) });
const withRun = (world: World, index: number, run: ModelRun): World => ({ ...world, runs: world.runs.with(index, run) });
const runAt = (world: World, index: number): ModelRun => {
  const run = world.runs[index];
  if (!run) throw new RangeError(`no run ${index}`);
  return run;
};

/** The lease runs out at any moment, for whatever reason, and anybody takes it. */
function takeovers(world: World): Move[] {
  const free: Move[] =
    world.lease.owner === null ? [] : [{ name: "the lease runs out", world: { ...world, lease: { ...world.lease, owner: null } } }];
  if (world.lease.owner !== null) return free;
  return world.hubs.map((_, index) => {
    const epoch = world.lease.epoch + 1;
    return {
      name: `hub ${index} takes the lease`,
      world: withHub({ ...world, lease: { epoch, owner: index } }, index, { lease: epoch, pending: null }),
    };
  });
}

/** The second run goes where the first has not ended: back, or there once more. */
function startOf(world: World, sabotage: Sabotage): World | null {
  const index = currentRun(world);
  const run = runAt(world, index);
  if (run.isStarted || run.progress.phase !== "Approved") return null;
  if (!sabotage.withoutOrderGuard && world.orders.some((order) => order.run !== index && !isOver(order))) return null;
  if (!sabotage.withoutOrderGuard && (world.permit?.known === "open" || world.permit?.known === "revoking")) return null;
  const epoch = world.groupEpoch + 1;
  const from = index === 1 && runAt(world, 0).progress.phase !== "Undone" ? 1 : 0;
  return {
    ...withRun(world, index, { ...run, isStarted: true, epoch, from, progress: { ...run.progress, phase: "Running" } }),
    groupEpoch: epoch,
    // The second run is there for what the first has left behind.
    agentDeathsLeft: index === 0 ? world.agentDeathsLeft : 0,
  };
}

/** A hub reads the rows, looks at the world, and has something to write. */
function turns(world: World, index: number, sabotage: Sabotage): Move[] {
  const hub = world.hubs[index];
  if (!hub || hub.lease === null || hub.pending !== null) return [];
  const started = startOf(world, sabotage);
  if (started) return hub.lease === world.lease.epoch ? [{ name: `hub ${index} starts a run`, world: started }] : [];
  const runIndex = currentRun(world);
  const { progress } = runAt(world, runIndex);
  if (isUnadopted(world, runIndex, sabotage)) return hub.lease === world.lease.epoch ? [adopts(world, index)] : [];
  const decision = decide(progress, asker);
  if (wouldWait(world, runIndex, sabotage)) return [];
  const about = (pending: Omit<Pending, "run" | "read">, name: string): Move => ({
    name: `hub ${index} ${name}`,
    world: withHub(world, index, { ...hub, pending: { ...pending, run: runIndex, read: progress } }),
  });
  if (decision.kind === "change") return [about({ change: decision.change, order: null }, "has decided")];
  if (decision.kind !== "perform") return [];
  // An agent that did something by itself answers no question before it has told of it.
  if (decision.step === 1 && isUntold(world, runIndex) && !sabotage.withoutTelling) return [];
  return [false, true].flatMap((isPastDeadline) => {
    const written = perform(decision.action, { world, runIndex, stepIndex: decision.step, isPastDeadline, sabotage });
    const name = `has done ${decision.action} of step ${decision.step}${isPastDeadline ? ", late" : ""}`;
    return written ? [about({ change: written.change, order: written.order ?? null }, name)] : [];
  });
}

/** All that follows without another look goes into the same transaction, as recordWrite does it. */
function withConsequences(progress: RunProgress, first: RunChange): RunProgress {
  let after = applyChange(progress, first);
  for (let next = decide(after, asker); next.kind === "change"; next = decide(after, asker)) after = applyChange(after, next.change);
  return after;
}

/** A hub's transaction: the lease is asked inside, and so are the phase and the word that the run was told. */
function commits(world: World, index: number, sabotage: Sabotage): Move[] {
  const hub = world.hubs[index];
  const pending = hub?.pending;
  if (!hub || !pending) return [];
  const dropped = withHub(world, index, { ...hub, pending: null });
  const run = runAt(world, pending.run);
  const mayWrite = hub.lease === world.lease.epoch && world.lease.owner === index;
  if (!mayWrite) return [{ name: `hub ${index} is refused`, world: withHub(world, index, { lease: null, pending: null }) }];
  const isMoved =
    isUnadopted(world, pending.run, sabotage) ||
    run.progress.phase !== pending.read.phase ||
    (pending.change.answers !== null && run.progress.intent !== pending.change.answers) ||
    (pending.order !== null && run.progress.intent !== null) ||
    pending.change.steps.some((change) => stepMoved(run.progress, pending.read, change.step));
  if (isMoved) return [{ name: `hub ${index} finds the run moved`, world: dropped }];
  const after = withConsequences({ ...pending.read, intent: run.progress.intent }, pending.change);
  const order: Order[] = pending.order
    ? [{ ...pending.order, run: pending.run, epoch: run.epoch, life: "queued", outcome: null, age: "young" }]
    : [];
  const left = run.progress.phase === "Running" && after.phase !== "Running" && world.permit?.known === "open";
  const written = {
    ...withRun(dropped, pending.run, { ...run, progress: after }),
    // Its agent is told to drop it, and may be away.
    ...(left && world.permit ? { permit: { ...world.permit, known: "revoking" as const } } : {}),
  };
  return [{ name: `hub ${index} writes`, world: { ...written, orders: [...world.orders, ...order] } }];
}

/** The row of a step is written only as it was read. */
function stepMoved(now: RunProgress, read: RunProgress, step: number): boolean {
  const [mine, theirs] = [read.steps[step], now.steps[step]];
  return mine?.state !== theirs?.state || mine?.attempt !== theirs?.attempt;
}

/** A person tells the run something, at any moment. */
function words(world: World): Move[] {
  const index = currentRun(world);
  const run = runAt(world, index);
  if (!movesGroup(run.progress.phase) || run.progress.intent !== null) return [];
  const waits = decide(run.progress, asker).kind === "await";
  // Somebody always comes to a run that waits, and ends it at last; to others only as often as the model can bear.
  const told = WORDS.filter((word) => (word === "abort" ? waits || run.wordsLeft > 0 : run.wordsLeft > 0) && (word !== "resume" || waits));
  return told.map((intent) => ({
    name: `a person says ${intent}`,
    world: withRun(world, index, { ...run, wordsLeft: Math.max(run.wordsLeft - 1, 0), progress: { ...run.progress, intent } }),
  }));
}

/** What an agent does with an order, what becomes known of it, and how it ages. */
function orderMoves(world: World, at: number, sabotage: Sabotage): Move[] {
  const order = world.orders[at];
  const site = order && world.sites[order.site];
  if (!order || !site) return [];
  const become = (more: Partial<Order>, with_: Partial<World> = {}): World => ({
    ...world,
    ...with_,
    orders: world.orders.with(at, { ...order, ...more }),
  });
  const seen = { sites: world.sites.with(order.site, { ...site, epoch: Math.max(site.epoch, order.epoch) }) };
  const name = `order ${order.run}.${order.step}.${order.way}.${order.attempt}`;
  const moves: Move[] = [];
  if (order.life === "queued" && order.age === "young") {
    const isStale = order.epoch < site.epoch;
    const { permit } = world;
    // The agent has done it by itself under the same key: its first answer stands.
    const isKnown = permit?.run === order.run && order.step === 1 && order.way === "do" && order.attempt === 1 ? permit.act : "none";
    if (isKnown !== "none") moves.push({ name: `${name} was done before`, world: become({ life: isKnown }, seen) });
    else if (!(permit?.life === "acting" && permit.run === order.run))
      moves.push({
        name: `${name} is ${isStale ? "refused as stale" : "begun"}`,
        world: become({ life: isStale ? "refused" : "started" }, seen),
      });
  }
  if (order.life === "started") {
    const effect = { sites: world.sites.with(order.site, { ...site, isWritable: order.to }) };
    moves.push({ name: `${name} has its effect`, world: become({ life: "succeeded" }, effect) });
    if (world.agentDeathsLeft > 0) {
      const agentDeathsLeft = world.agentDeathsLeft - 1;
      moves.push({ name: `the agent dies before ${name} has its effect`, world: become({ life: "unknown" }, { agentDeathsLeft }) });
      moves.push({
        name: `the agent dies after ${name} had its effect`,
        world: become({ life: "unknown" }, { ...effect, agentDeathsLeft }),
      });
    }
  }
  if (order.outcome === null && order.life === "started")
    moves.push({ name: `${name} is known to be begun`, world: become({ outcome: "accepted" }) });
  const isEnded = order.life !== "queued" && order.life !== "started";
  if (isEnded && order.outcome !== order.life)
    moves.push({ name: `the receipt of ${name} comes`, world: become({ outcome: order.life as Order["outcome"] }) });
  const isTold = isEnded && order.outcome === order.life;
  if (order.age === "young" && !isTold && (sabotage.withHastyDeath || order.life !== "started"))
    moves.push({ name: `${name} is too late`, world: become({ age: "dead" }) });
  return moves;
}

/** Everything that may happen next. */
export const movesOf = (world: World, sabotage: Sabotage = {}): Move[] => [
  ...takeovers(world),
  ...world.hubs.flatMap((_, index) => [...turns(world, index, sabotage), ...commits(world, index, sabotage)]),
  ...permitMoves(world, sabotage),
  ...words(world),
  ...world.orders.flatMap((_, at) => orderMoves(world, at, sabotage)),
];
