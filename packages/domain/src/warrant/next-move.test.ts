// What an agent may do by itself, asked of long ways through its world that are drawn from a seed: hubs that come and go, clocks that
// nobody can tell, later runs, orders that the hub gave before, questions without an answer, and an agent that dies at any moment and
// goes on by its lines alone. HOLDFAST_SEED draws a way again.
import type { Warrant, WarrantLine } from "@holdfast/contracts/warrant";
import { Warrant as WarrantSchema } from "@holdfast/contracts/warrant";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Moment, nextMove, standingOf } from "./next-move";

const NAMES = ["scale", "mesh", "edge"];
const START = Date.parse("2026-11-22T08:00:00Z");
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const warrant: Warrant = WarrantSchema.parse({
  ...{ id: uuid(1), runId: uuid(2), number: 1, clusterId: uuid(3), planName: "core", planVersion: 1, scope: "group:a", epoch: 4 },
  ...{ planContentHash: "a".repeat(64), subjectHash: "b".repeat(64), silentSeconds: 30 },
  issuedAt: new Date(START).toISOString(),
  expiresAt: new Date(START + 900_000).toISOString(),
  steps: NAMES.map((name, i) => ({
    ...{ name, use: "workload.scale", timeoutSeconds: 60 },
    order: { commandId: uuid(10 + i), name: "workload.scale", input: {}, idempotencyKey: `run:x:${name}:1:do` },
    check: { query: "workload.read", input: {}, expect: [{ at: "/replicas", is: 1 }] },
  })),
});
const calm: Moment = { nowMs: START + 60_000, silentMs: 40_000, epochSeen: 4, order: "none", seen: null, spentMs: 0 };
const line = (did: WarrantLine["did"], step: string | null, end: WarrantLine["end"] = null): WarrantLine => ({
  ...{ at: new Date(START).toISOString(), did, step, end, outcome: null, message: "" },
});
const fresh = standingOf([]);

describe("the next move under a warrant", () => {
  it("is to rest while a hub answers, and until none has for as long as the plan says", () => {
    expect(nextMove(warrant, fresh, { ...calm, silentMs: 0 })).toEqual({ kind: "rest" });
    expect(nextMove(warrant, fresh, { ...calm, silentMs: 29_999, seen: "notYet" })).toEqual({ kind: "rest" });
    expect(nextMove(warrant, fresh, { ...calm, silentMs: 30_000 })).toMatchObject({ kind: "look", step: { name: "scale" } });
  });

  it("is to look before anything, to take what is done for done, and only then to order", () => {
    expect(nextMove(warrant, fresh, { ...calm, seen: "done" })).toMatchObject({ kind: "pass", step: { name: "scale" } });
    expect(nextMove(warrant, fresh, { ...calm, seen: "notYet" })).toMatchObject({ kind: "order", step: { name: "scale" } });
    expect(nextMove(warrant, fresh, { ...calm, seen: "unreadable" })).toEqual({ kind: "rest" });
  });

  it.each(["succeeded", "unknown"] as const)("never orders again what was %s: it looks until the step's time is over", (order) => {
    expect(nextMove(warrant, fresh, { ...calm, order, seen: "notYet" })).toEqual({ kind: "rest" });
    expect(nextMove(warrant, fresh, { ...calm, order, seen: "notYet", spentMs: 60_000 })).toMatchObject({ kind: "end", end: "stopped" });
  });

  it.each(["refused", "failed"] as const)("stops where an order was %s", (order) => {
    expect(nextMove(warrant, fresh, { ...calm, order })).toMatchObject({ kind: "end", end: "stopped", step: { name: "scale" } });
  });

  it.each<[string, Partial<Moment>]>([
    ["fenced", { epochSeen: 5 }],
    ["timeUnknown", { nowMs: null }],
    ["expired", { nowMs: START + 900_000 }],
  ])("is the end, %s, whatever else is to be done", (end, more) => {
    expect(nextMove(warrant, fresh, { ...calm, seen: "notYet", ...more })).toMatchObject({ kind: "end", end });
  });

  it("is the end when every step is done, and nothing after any end", () => {
    const done = NAMES.map((name) => line("found", name));
    expect(nextMove(warrant, standingOf(done), calm)).toMatchObject({ kind: "end", end: "finished" });
    for (const end of ["finished", "revoked", "stopped"] as const)
      expect(nextMove(warrant, standingOf([line("ended", null, end)]), { ...calm, seen: "notYet" })).toEqual({ kind: "rest" });
  });
});

/** One world: time, the hub, what is done, what the journal holds, and the lines. */
interface Walk {
  nowMs: number;
  isTimeKnown: boolean;
  hubSinceMs: number | null;
  lostAtMs: number;
  epoch: number;
  isDone: Map<string, boolean>;
  journal: Map<string, Moment["order"]>;
  lines: WarrantLine[];
  orders: string[];
}

/** What happens around the agent; false when it is the agent's turn. */
function happens(walk: Walk, next: string | undefined, choice: number): boolean {
  const isHubThere = walk.hubSinceMs !== null;
  switch (choice % 16) {
    case 0:
      walk.nowMs += 20_000;
      return true;
    case 1:
      walk.hubSinceMs = walk.nowMs;
      return true;
    case 2:
      if (isHubThere) walk.lostAtMs = walk.nowMs;
      walk.hubSinceMs = null;
      return true;
    case 3:
      // The hub itself gives the next order, well or not.
      if (next && isHubThere && !walk.journal.has(next)) walk.journal.set(next, choice % 2 === 0 ? "failed" : "succeeded");
      return true;
    case 4:
      if (next) walk.isDone.set(next, true);
      return true;
    case 5:
      if (choice % 50 === 5) walk.epoch = 5;
      return true;
    case 6:
      if (choice % 50 === 6) walk.isTimeKnown = false;
      return true;
    case 7:
      if (isHubThere && choice % 20 === 7 && standingOf(walk.lines).end === null) walk.lines.push(line("ended", null, "revoked"));
      return true;
    default:
      return false;
  }
}

function step(walk: Walk, choice: number): void {
  const next = warrant.steps[standingOf(walk.lines).done];
  const silentMs = walk.hubSinceMs === null ? walk.nowMs - walk.lostAtMs : 0;
  const moment = (seen: Moment["seen"]): Moment => ({
    ...{ nowMs: walk.isTimeKnown ? walk.nowMs : null, silentMs, epochSeen: walk.epoch, seen, spentMs: choice % 7 === 0 ? 60_000 : 0 },
    order: next ? (walk.journal.get(next.name) ?? "none") : "none",
  });
  if (happens(walk, next?.name, choice)) return;
  const standing = standingOf(walk.lines);
  let move = nextMove(warrant, standing, moment(null));
  if (move.kind === "look")
    move = nextMove(warrant, standing, moment(choice % 11 === 0 ? "unreadable" : walk.isDone.get(move.step.name) ? "done" : "notYet"));
  if (move.kind === "end") walk.lines.push(line("ended", move.step?.name ?? null, move.end));
  if (move.kind === "pass") walk.lines.push(line(walk.orders.includes(move.step.name) ? "verified" : "found", move.step.name));
  if (move.kind !== "order") return;
  const { name } = move.step;
  expect(silentMs).toBeGreaterThanOrEqual(30_000);
  expect(walk.hubSinceMs).toBeNull();
  expect(walk.isTimeKnown && walk.nowMs < START + 900_000 && walk.epoch === 4).toBe(true);
  expect(standing.end).toBeNull();
  expect(walk.journal.has(name)).toBe(false);
  expect(NAMES.slice(0, NAMES.indexOf(name)).every((each) => walk.isDone.get(each))).toBe(true);
  walk.orders.push(name);
  walk.lines.push(line("ordered", name));
  // The agent dies in the middle now and then, and finds in its journal that it began.
  walk.journal.set(name, choice % 5 === 0 ? "unknown" : "succeeded");
  if (choice % 3 !== 0) walk.isDone.set(name, true);
}

describe("any way under a warrant", () => {
  it("orders each step once at most, in order, alone, in time and under its own epoch", () => {
    let ordered = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 20, maxLength: 200, size: "max" }), (choices) => {
        const walk: Walk = {
          ...{ nowMs: START, isTimeKnown: true, hubSinceMs: START, lostAtMs: START, epoch: 4 },
          ...{ isDone: new Map(), journal: new Map(), lines: [], orders: [] },
        };
        for (const choice of choices) step(walk, choice);
        expect(new Set(walk.orders).size).toBe(walk.orders.length);
        expect(walk.lines.filter((each) => each.did === "ended").length).toBeLessThanOrEqual(1);
        ordered += walk.orders.length;
      }),
      { numRuns: 2000, ...(process.env.HOLDFAST_SEED === undefined ? {} : { seed: Number(process.env.HOLDFAST_SEED) }) },
    );
    // The ways lead somewhere: else they would prove nothing.
    expect(ordered).toBeGreaterThan(200);
  });
});
