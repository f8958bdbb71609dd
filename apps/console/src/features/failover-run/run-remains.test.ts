import type { StepRunView } from "@holdfast/contracts/failover";
import type { StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import { describe, expect, it } from "vitest";
import { remainsOf, undoOrder } from "./run-remains";

const step = (name: string, effect: "changes" | "observes", state: StepState, ...reached: StepTransition[]): StepRunView => ({
  index: 0,
  name,
  use: "workload.scale",
  clusterName: "dr",
  object: "",
  children: [],
  change: null,
  undo: "",
  effect,
  onFailure: "pause",
  retry: null,
  ungraceful: null,
  variant: null,
  set: null,
  timeoutSeconds: 60,
  state,
  attempt: 1,
  message: "",
  isIrreversible: false,
  subjectHash: null,
  decide: null,
  startedAt: null,
  deadlineAt: null,
  finishedAt: null,
  changes: [],
  attempts: [{ number: 1, commands: [], boundaries: reached.map((transition) => ({ transition, at: new Date(0), note: "" })) }],
});

const steps = [
  step("scaled", "changes", "Done", "started", "intended", "sent", "verified"),
  step("was-so-already", "changes", "Done", "started", "verified"),
  step("asked", "observes", "Done", "started", "verified"),
  step("sent-and-lost", "changes", "Unknown", "started", "intended", "sent", "failed"),
  step("refused-before", "changes", "Failed", "started", "failed"),
  step("skipped-late", "changes", "Skipped", "started", "intended", "sent", "failed"),
  step("returned", "changes", "Undone", "started", "intended", "sent", "verified"),
  step("probe", "observes", "Pending"),
];
const names = (of: readonly StepRunView[]) => of.map((each) => each.name);

describe("what a stopped run leaves", () => {
  it("tells what is in place from what nobody can say, and from what never happened", () => {
    const remains = remainsOf(steps);
    expect(names(remains.inPlace)).toEqual(["scaled"]);
    expect(names(remains.uncertain)).toEqual(["sent-and-lost", "skipped-late"]);
    expect(names(remains.takenBack)).toEqual(["returned"]);
    expect(names(remains.notDone)).toEqual(["refused-before", "probe"]);
  });

  it("is taken back in reverse, with what is uncertain among it", () => {
    expect(names(undoOrder(steps))).toEqual(["skipped-late", "sent-and-lost", "scaled"]);
  });
});
