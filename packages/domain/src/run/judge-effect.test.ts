import { CommandOutcome } from "@holdfast/contracts/command";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeEffect, judgeSighting, type Sending, type Sighting } from "./judge-effect";

const sending = (outcome: Sending["outcome"], isExpired = false): Sending => ({ outcome, reason: null, message: null, isExpired });
const done: Sighting = { kind: "done", message: "10 of 10 ready" };
const untouched: Sighting = { kind: "waiting", for: { message: "replicas 3 to become 10" }, isUntouched: true };
const underWay: Sighting = { kind: "waiting", for: { message: "7 of 10 ready" }, isUntouched: false };
const drifted: Sighting = { kind: "failed", because: { message: "somebody set 5" } };
const unreadable: Sighting = { kind: "unreadable", because: { message: "the agent of dr is not connected" } };

describe("what became of an order", () => {
  it.each<[string, Sending, Sighting, boolean, string]>([
    ["seen to be done, without a receipt", sending(null), done, false, "done"],
    ["seen to be done after the deadline", sending("unknown"), done, true, "done"],
    ["seen to be done although it was refused", sending("refused"), done, false, "done"],
    ["refused", sending("refused"), untouched, false, "failed"],
    ["accepted and under way", sending("accepted"), underWay, false, "wait"],
    ["accepted, the deadline is over, it may still happen", sending("accepted"), untouched, true, "wait"],
    ["accepted, never ended, and long over", sending("accepted", true), untouched, true, "unknown"],
    ["accepted, never ended, and seen to be done", sending("accepted", true), done, true, "done"],
    ["never answered, expired, nothing happened", sending(null, true), untouched, false, "again"],
    ["never answered, expired, no time left", sending(null, true), untouched, true, "failed"],
    ["unknown, nothing happened", sending("unknown"), untouched, false, "again"],
    ["unknown, something happens", sending("unknown"), underWay, false, "wait"],
    ["unknown and nobody can look", sending("unknown"), unreadable, false, "wait"],
    ["unknown and nobody could look in time", sending("unknown"), unreadable, true, "unknown"],
    ["unknown and nothing will ever tell", sending("unknown"), { ...unreadable, isForGood: true as const }, false, "unknown"],
    ["still under way and nothing tells yet", sending("accepted"), { ...unreadable, isForGood: true as const }, false, "wait"],
    ["succeeded and under way", sending("succeeded"), underWay, false, "wait"],
    ["succeeded, and somebody took it back", sending("succeeded"), untouched, false, "wait"],
    ["succeeded but never ready", sending("succeeded"), underWay, true, "failed"],
    ["failed at the API server", sending("failed"), untouched, false, "failed"],
    ["not answered yet while somebody changes it", sending(null), drifted, false, "wait"],
    ["succeeded, then changed by somebody", sending("succeeded"), drifted, false, "failed"],
  ])("%s", (_, sent, seen, isPastDeadline, verdict) => {
    expect(judgeEffect(sent, seen, isPastDeadline).kind).toBe(verdict);
  });

  it("is never sent again while it may still happen, or unless it was seen that nothing happened", () => {
    const sendings = fc.record({
      outcome: fc.option(fc.constantFrom(...CommandOutcome.options)),
      reason: fc.constant(null),
      message: fc.constant(null),
      isExpired: fc.boolean(),
    });
    fc.assert(
      fc.property(sendings, fc.constantFrom(done, untouched, underWay, drifted, unreadable), fc.boolean(), (sent, seen, isPastDeadline) => {
        const verdict = judgeEffect(sent, seen, isPastDeadline).kind;
        if (verdict === "again") {
          expect(seen).toBe(untouched);
          expect(sent.outcome === "unknown" || (sent.outcome === null && sent.isExpired)).toBe(true);
        }
        expect(verdict === "done").toBe(seen === done);
      }),
    );
  });
});

describe("a step that only looks", () => {
  it("succeeds by what it sees, waits until its deadline, and then fails: nothing of it can be unknown", () => {
    expect(judgeSighting(done, false).kind).toBe("done");
    expect(judgeSighting(drifted, false).kind).toBe("failed");
    expect(judgeSighting(underWay, false).kind).toBe("wait");
    expect(judgeSighting(unreadable, true)).toMatchObject({ kind: "failed", reason: "TimedOut" });
  });
});
