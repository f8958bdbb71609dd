import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { furnishAllKinds, stepsOfALostPrimary, twelveStepsOfAllKinds } from "../../test/crash/all-kinds";
import { callsOfTheHub, callsThatAreUndone } from "../../test/crash/hub-calls";
import { type CrashPlan, crashEverywhere, type Outcome, type Point, uninterrupted } from "../../test/crash/matrix";
import { sixSteps, sixStepsThatFail } from "../../test/crash/six-steps";
import { seeded } from "../../test/seeded";

const db = suiteDatabase();

const essence = ({ phase, message, steps, state, effects, called, repeated, broken }: Outcome) => ({
  phase,
  message,
  steps,
  state,
  effects,
  called,
  repeated,
  broken,
});

const isLong = process.env.HOLDFAST_LONG === "1";
const isWrite = (point: Point) => point.name.startsWith("write:");
const isInside = (point: Point) => point.name.endsWith(":inside");

/** Everything from the first boundary of the undo on. */
const fromUndo = (points: Point[]) => points.slice(points.findIndex((point) => point.name.includes("Undoing")));

/** The orders, and all that the hub does around its own calls. */
const aroundCalls = (points: Point[]) => points.filter(({ name }) => /:call:|sent:/i.test(name));

/** Each kind of outbound call once, before and after it, whichever step makes it. */
function oneOfEachCall(points: Point[]): Point[] {
  const calls = new Map<string, Point>();
  for (const point of points.filter((each) => !isWrite(each))) {
    const kind = `${point.name.replace(/^\d+:/, "")} ${point.nth}`;
    if (!calls.has(kind)) calls.set(kind, point);
  }
  return [...calls.values()];
}

/** Some of the points, others in each run of the tests: `HOLDFAST_SEED` brings the same ones again. */
const seed = Number(process.env.HOLDFAST_SEED ?? Date.now() % 1_000_000);
function sampled(points: Point[], most: number): Point[] {
  const random = seeded(seed);
  return points
    .map((point) => ({ point, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ point }) => point);
}

interface Case extends CrashPlan {
  /** The points that are worth the time of every test run; the long matrix takes all. */
  readonly worth: (points: Point[]) => Point[];
}

const cases: Record<string, Case> = {
  "twelve steps of all kinds, some at once and one tried again": {
    steps: twelveStepsOfAllKinds,
    prepare: furnishAllKinds,
    ends: "Succeeded",
    worth: (points) => sampled([...points.filter((point) => isWrite(point) && !isInside(point)), ...oneOfEachCall(points)], 24),
  },
  "steps of a lost primary that are undone": {
    steps: stepsOfALostPrimary,
    prepare(pair) {
      furnishAllKinds(pair);
      pair.primary.faults.isConnected = false;
      pair.standby.pages.set("http://core.bank/healthz", { status: 500 });
    },
    mode: "ungraceful",
    ends: "Undone",
    worth: (points) => sampled(points, 9),
  },
  "two calls of the hub itself": { steps: callsOfTheHub, ends: "Succeeded", worth: aroundCalls },
  "two calls of the hub itself that are undone": {
    steps: callsThatAreUndone,
    ends: "Undone",
    worth: (points) => aroundCalls(fromUndo(points)),
  },
  "six steps": { steps: sixSteps, ends: "Succeeded", worth: (points) => points.filter(isInside) },
  "six steps that are undone": {
    steps: sixStepsThatFail,
    ends: "Undone",
    prepare: ({ standby }) => void standby.pages.set("http://core.bank/healthz", { status: 500 }),
    worth: fromUndo,
  },
};

describe.each(Object.entries(cases))("a run of %s, whose hub dies", (_, plan) => {
  it("before, inside or after any write, or around any question, ends as if nothing had happened, and does nothing twice", {
    timeout: 1_800_000,
  }, async () => {
    const { points, outcome } = await uninterrupted(db, plan);
    expect(outcome).toMatchObject({ phase: plan.ends, repeated: [], broken: [] });
    // How often a step looks while it waits is a matter of timing; the first two looks are not.
    const certain = points.filter((point) => isWrite(point) || point.nth <= 2);
    const outcomes = await crashEverywhere(db, plan, isLong ? certain : plan.worth(certain));

    expect(outcomes.filter((each) => !each.wasReached).map((each) => each.point)).toEqual([]);
    const different = outcomes.filter((each) => JSON.stringify(essence(each)) !== JSON.stringify(essence(outcome)));
    expect(
      different.map((each) => ({ point: each.point, ...essence(each) })),
      `HOLDFAST_SEED=${seed}`,
    ).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(8);
  });
});
