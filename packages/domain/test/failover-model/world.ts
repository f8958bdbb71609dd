// The world of the model: two sites of which one takes writes, a store with a lease and two runs of one group, two hubs that drive
// them, and orders that may be late. Times are not numbers here: whatever may happen in any order happens in every order.
import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { isTerminal } from "../../src/run/phase-machine";
import type { RunChange } from "../../src/run/run-change";
import type { RunProgress } from "../../src/run/run-progress";

/** A site of the group; `epoch` is the highest that its agent has seen. */
export interface Site {
  readonly isWritable: boolean;
  readonly epoch: number;
}

/**
 * One order. `life` is what the agent did about it, `outcome` what the store knows of that. `age`: a dead one
 * is refused by the agent, counts as over at the hub, and no call that was begun in time is still under way.
 */
export interface Order {
  readonly run: number;
  readonly step: number;
  readonly way: "do" | "undo";
  readonly attempt: number;
  readonly site: number;
  readonly to: boolean;
  readonly epoch: number;
  readonly life: "queued" | "started" | "succeeded" | "refused" | "unknown";
  readonly outcome: null | "accepted" | "succeeded" | "refused" | "unknown";
  readonly age: "young" | "dead";
}

/** What a hub is about to write, made of what it has read and seen. */
export interface Pending {
  readonly run: number;
  readonly read: RunProgress;
  readonly change: RunChange;
  readonly order: Pick<Order, "step" | "way" | "attempt" | "site" | "to"> | null;
}

/** A hub: the lease that it believes to hold, and what it is about to write. */
export interface Hub {
  readonly lease: number | null;
  readonly pending: Pending | null;
}

/** A run of the model: a switch of the writes from one site to the other, in two steps. */
export interface ModelRun {
  readonly progress: RunProgress;
  readonly epoch: number;
  readonly from: number;
  readonly isStarted: boolean;
  /** How often a person may still tell it something else than to end. */
  readonly wordsLeft: number;
}

/**
 * What the agent of the site that is gone to may do of the run's last step by itself. No hub that dies is in the model: it may act at
 * any moment, for a link that is cut looks the same. `life` is the agent's, `known` what the store knows of it, `told` whether it
 * has heard of what was done; `over` is by its time, `closed` by the agent's own word. `age`: under a dead one nothing is begun, and nothing that was begun in time is still under way.
 */
export interface Permit {
  readonly run: number;
  readonly epoch: number;
  readonly life: "offered" | "held" | "acting" | "dropped";
  readonly act: "none" | "succeeded" | "unknown";
  readonly known: "open" | "revoking" | "over" | "closed";
  readonly told: boolean;
  readonly age: "young" | "dead";
}

/** Everything. */
export interface World {
  readonly permit: Permit | null;
  /** How many warrants may still be signed. */
  readonly permitsLeft: number;
  readonly sites: readonly Site[];
  readonly orders: readonly Order[];
  readonly hubs: readonly Hub[];
  readonly runs: readonly ModelRun[];
  readonly groupEpoch: number;
  /** The epoch of the lease and who holds it; null when it has run out. */
  readonly lease: { readonly epoch: number; readonly owner: number | null };
  readonly agentDeathsLeft: number;
}

/** What may be told to a run, and how often. */
export const WORDS: readonly RunIntent[] = ["undo", "abort", "resume", "skip"];

const twoSteps = (): RunProgress["steps"] =>
  ["demote", "promote"].map((name, index) => ({
    index,
    name,
    stage: index,
    set: null,
    effect: "changes",
    waitsForPeople: false,
    decidesWriter: true,
    onFailure: "pause",
    isIrreversible: false,
    retry: null,
    said: { message: "" },
    retries: 0,
    isRetrying: false,
    state: "Pending",
    attempt: 0,
    reached: [],
    wasSent: false,
  }));

const aRun = (from: number, wordsLeft: number): ModelRun => ({
  progress: { phase: "Approved", intent: null, isRehearsal: false, isUndoing: false, steps: twoSteps() },
  epoch: 0,
  from,
  isStarted: false,
  wordsLeft,
});

/** The first run leaves site 0, the second goes wherever the first has not ended. A person speaks and agents die so often. */
export const theBeginning = ({ words = 1, agentDeaths = 1, permits = 0 } = {}): World => ({
  permit: null,
  permitsLeft: permits,
  sites: [
    { isWritable: true, epoch: 0 },
    { isWritable: false, epoch: 0 },
  ],
  orders: [],
  hubs: [
    { lease: null, pending: null },
    { lease: null, pending: null },
  ],
  runs: [aRun(0, words), aRun(0, 0)],
  groupEpoch: 0,
  lease: { epoch: 0, owner: null },
  agentDeathsLeft: agentDeaths,
});

/** What a hub can know about an order's end: it was answered, or it is surely too late. */
export const isOver = (order: Order): boolean => (order.outcome !== null && order.outcome !== "accepted") || order.age === "dead";

/** The run that is under way or next. */
export const currentRun = (world: World): number => (isTerminal(world.runs[0]?.progress.phase ?? "Draft") ? 1 : 0);

/**
 * The same future in fewer worlds: a hub without the last lease can write nothing, which hub holds it and under which number
 * makes no difference, an answered order does not age, and what an ended run has ordered counts only while it may arrive.
 */
export function normal(world: World): World {
  const idle: Hub = { lease: null, pending: null };
  const { owner } = world.lease;
  const driving = owner === null ? undefined : world.hubs[owner];
  const now = currentRun(world);
  const orders = world.orders
    .map((order): Order => (order.outcome !== null && order.outcome === order.life ? { ...order, age: "dead" } : order))
    .filter((order) => order.run === now || isAlive(order) || !isOver(order));
  const runs = world.runs.map(
    (run, i): ModelRun => (i < now ? { ...run, wordsLeft: 0, progress: { ...run.progress, intent: null, steps: [] } } : run),
  );
  return {
    ...world,
    orders,
    runs,
    hubs: [driving ? { ...driving, lease: 1 } : idle, idle],
    lease: driving ? { epoch: 1, owner: 0 } : { epoch: 0, owner: null },
  };
}

/** Whether an order may still change its site. */
export const isAlive = (order: Order): boolean => order.life === "started" || (order.life === "queued" && order.age === "young");

const runKey = ({ progress, epoch, from, isStarted, wordsLeft }: ModelRun) =>
  [
    progress.phase,
    progress.intent ?? "-",
    Number(progress.isUndoing),
    epoch,
    from,
    Number(isStarted),
    wordsLeft,
    ...progress.steps.map((step) => `${step.state}.${step.attempt}.${Number(step.wasSent)}.${step.reached.join("+")}`),
  ].join(" ");

const pendingKey = (pending: Pending | null) =>
  pending === null
    ? "-"
    : `${pending.run}:${pending.change.steps.map((step) => `${step.step}.${step.attempt}.${step.transition}.${step.to}`).join("+")}:${pending.change.phase?.to ?? ""}:${pending.change.answers ?? ""}:${pending.order ? "o" : ""}:${runKey({ progress: pending.read, epoch: 0, from: 0, isStarted: true, wordsLeft: 0 })}`;

/** One text for one world: two worlds with the same text have the same future. */
export function keyOf(world: World): string {
  return [
    world.sites.map((site) => `${Number(site.isWritable)}${site.epoch}`).join(","),
    world.orders
      .map((o) => `${o.run}${o.step}${o.way}${o.attempt}${o.site}${Number(o.to)}${o.epoch}${o.life}${o.outcome}${o.age}`)
      .join(","),
    world.hubs.map((hub) => `${hub.lease}/${pendingKey(hub.pending)}`).join(","),
    world.runs.map(runKey).join(","),
    world.groupEpoch,
    `${world.lease.epoch}${world.lease.owner}`,
    world.agentDeathsLeft,
    `${world.permitsLeft}${world.permit ? Object.values(world.permit).join(".") : ""}`,
  ].join("|");
}
