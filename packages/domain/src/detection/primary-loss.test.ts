import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterLook, alarmsTogether, type Look, type LossRule, type LossState, type Sight, unseen } from "./primary-loss";

const rule: LossRule = { holdDownMs: 3000, longestGapMs: 1500 };
const after = (looks: readonly Look[], from: LossState = unseen) => looks.reduce((state, look) => afterLook(state, look, rule), from);
const both = (sight: Sight, ...at: number[]): Look[] => at.map((atMs) => ({ atMs, heartbeat: sight, probe: sight }));

const sight = fc.constantFrom<Sight>("answers", "silent", "unknown");
/** Looks as a hub makes them: mostly each second, now and then late, and sometimes with a clock that jumped either way. */
const looks = fc
  .array(
    fc.record({
      heartbeat: sight,
      probe: sight,
      stepMs: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 800, max: 1200 }) },
        { weight: 1, arbitrary: fc.integer({ min: -10_000, max: 20_000 }) },
      ),
    }),
    { maxLength: 60 },
  )
  .map((each) => {
    let atMs = 0;
    return each.map(({ heartbeat, probe, stepMs }): Look => {
      atMs += stepMs;
      return { atMs, heartbeat, probe };
    });
  });
/** The looks up to the last, back to where silence from both began without a break. */
function silentTail(all: readonly Look[]): readonly Look[] {
  let first = all.length;
  for (let i = all.length - 1; i >= 0; i--) {
    const [look, next] = [all[i], all[i + 1]];
    if (look?.heartbeat !== "silent" || look.probe !== "silent") break;
    if (next && (next.atMs < look.atMs || next.atMs - look.atMs > rule.longestGapMs)) break;
    first = i;
  }
  return all.slice(first);
}

describe("a primary", () => {
  it("is lost once both vantages have seen silence for the whole hold-down, and not a moment before", () => {
    expect(after(both("silent", 0, 1000, 2000, 2999)).kind).toBe("holding");
    expect(after(both("silent", 0, 1000, 2000, 3000))).toEqual({ kind: "lost", lookedAtMs: 3000, sinceMs: 0, confirmedAtMs: 3000 });
  });

  it("that one vantage still sees is not lost, however long the other does not: the network between them is", () => {
    const asymmetric = (heartbeat: Sight, probe: Sight) =>
      after(Array.from({ length: 600 }, (_, i) => ({ atMs: i * 1000, heartbeat, probe })));
    expect(asymmetric("silent", "answers")).toMatchObject({ kind: "standing", doubtedBy: "heartbeat" });
    expect(asymmetric("answers", "silent")).toMatchObject({ kind: "standing", doubtedBy: "probe" });
    expect(asymmetric("silent", "unknown")).toMatchObject({ kind: "standing", doubtedBy: "heartbeat" });
    expect(asymmetric("unknown", "silent")).toMatchObject({ kind: "standing", doubtedBy: "probe" });
  });

  it("that flaps is not lost: one answer begins the hold-down anew", () => {
    const flapping = [...both("silent", 0, 1000, 2000), ...both("answers", 2500), ...both("silent", 3000, 4000, 5000)];
    expect(after(flapping)).toMatchObject({ kind: "holding", sinceMs: 3000 });
  });

  it("nobody looked at for a while is not lost by what was seen before", () => {
    expect(after(both("silent", 0, 1000, 9000))).toMatchObject({ kind: "holding", sinceMs: 9000 });
    expect(after(both("silent", 0, 1000, 2000, 3000, 9000)).kind).toBe("holding");
  });

  it("is not lost by a clock that jumps, forth or back", () => {
    expect(after(both("silent", 0, 60_000))).toMatchObject({ kind: "holding", sinceMs: 60_000 });
    expect(after(both("silent", 60_000, 0, 1000))).toMatchObject({ kind: "holding", sinceMs: 0 });
  });

  it("that answers again is not lost any more", () => {
    const lost = after(both("silent", 0, 1000, 2000, 3000));
    expect(after(both("answers", 4000), lost)).toMatchObject({ kind: "standing", doubtedBy: null });
    expect(after(both("silent", 4000, 5000), lost)).toEqual({ kind: "lost", lookedAtMs: 5000, sinceMs: 0, confirmedAtMs: 3000 });
  });

  it("is lost exactly when the looks since its last sign of life span the hold-down, whatever came before", () => {
    fc.assert(
      fc.property(looks, (all) => {
        const tail = silentTail(all);
        const spanMs = tail.length === 0 ? Number.NEGATIVE_INFINITY : (tail.at(-1)?.atMs ?? 0) - (tail[0]?.atMs ?? 0);
        const state = after(all);
        expect(state.kind).toBe(tail.length === 0 ? "standing" : spanMs >= rule.holdDownMs ? "lost" : "holding");
        if (state.kind !== "standing") expect(state.sinceMs).toBe(tail[0]?.atMs);
      }),
      { numRuns: 500 },
    );
  });

  it("that a report calls lost is lost no sooner for it, and one that calls it alive keeps it from being lost", () => {
    const reported = fc.constantFrom<Sight>("silent", "answers", "unknown");
    fc.assert(
      fc.property(looks, fc.array(reported, { minLength: 60, maxLength: 60 }), (all, reports) => {
        let [without, withReport]: [LossState, LossState] = [unseen, unseen];
        all.forEach((look, i) => {
          without = afterLook(without, look, rule);
          withReport = afterLook(withReport, { ...look, reported: reports[i] ?? "unknown" }, rule);
          if (withReport.kind === "lost") expect(without.kind).toBe("lost");
          if (reports[i] !== "silent") expect(withReport.kind).toBe("standing");
        });
      }),
      { numRuns: 300 },
    );
  });

  const sights = fc.array(sight, { minLength: 60, maxLength: 60 });
  const withAlarms = (all: readonly Look[], alarms: readonly Sight[]) => all.map((look, i) => ({ ...look, alarm: alarms[i] ?? "unknown" }));

  it("that alarms call lost is lost no sooner for it, where the plan does not declare them enough", () => {
    fc.assert(
      fc.property(looks, sights, (all, alarms) => {
        let [without, withThem]: [LossState, LossState] = [unseen, unseen];
        withAlarms(all, alarms).forEach(({ alarm, ...look }) => {
          without = afterLook(without, look, rule);
          withThem = afterLook(withThem, { ...look, alarm }, rule);
          if (withThem.kind === "lost") expect(without.kind).toBe("lost");
          if (alarm !== "silent") expect(withThem.kind).toBe("standing");
        });
      }),
      { numRuns: 300 },
    );
  });

  it("is never lost by alarms alone, declared enough or not: while the heartbeat arrives, or an answer to the probe, it stands", () => {
    fc.assert(
      fc.property(looks, sights, fc.boolean(), fc.constantFrom("heartbeat" as const, "probe" as const), (all, alarms, enough, seen) => {
        let state: LossState = unseen;
        for (const look of withAlarms(all, alarms)) {
          state = afterLook(state, { ...look, [seen]: "answers" }, { ...rule, isAlarmEnough: enough });
          expect(state.kind).toBe("standing");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is lost by the heartbeat and alarms that are declared enough, for the whole hold-down, where the probe can't say; and not by the heartbeat without them", () => {
    const blind = (alarm: Sight, isAlarmEnough: boolean) =>
      [0, 1000, 2000, 3000].reduce<LossState>(
        (state, atMs) => afterLook(state, { atMs, heartbeat: "silent", probe: "unknown", alarm }, { ...rule, isAlarmEnough }),
        unseen,
      ).kind;
    expect(blind("silent", true)).toBe("lost");
    expect(blind("silent", false)).toBe("standing");
    expect(blind("unknown", true)).toBe("standing");
    expect(blind("answers", true)).toBe("standing");
    const none: Look[] = [0, 1000, 2000, 3000].map((atMs) => ({ atMs, heartbeat: "silent", probe: "unknown" }));
    expect(none.reduce<LossState>((state, look) => afterLook(state, look, { ...rule, isAlarmEnough: true }), unseen).kind).toBe("standing");
  });

  it.each<[readonly Sight[], Sight, Sight]>([
    [["silent", "silent"], "silent", "silent"],
    [["silent", "answers"], "answers", "silent"],
    [["silent", "unknown"], "unknown", "silent"],
    [["answers", "unknown"], "answers", "unknown"],
    [["answers", "answers"], "answers", "answers"],
  ])("whose alarms say %j has all of them at %s, and any of them at %s", (all, every, some) => {
    expect(alarmsTogether(all, "all")).toBe(every);
    expect(alarmsTogether(all, "any")).toBe(some);
  });

  it("is never lost by the heartbeat alone, nor by the probe alone", () => {
    const alone = fc.constantFrom("heartbeat" as const, "probe" as const);
    fc.assert(
      fc.property(looks, alone, fc.constantFrom<Sight>("answers", "unknown"), (all, seen, as) => {
        for (let i = 0; i <= all.length; i++) {
          const state = after(all.slice(0, i).map((look) => ({ ...look, [seen]: as })));
          expect(state.kind).toBe("standing");
        }
      }),
      { numRuns: 200 },
    );
  });
});
