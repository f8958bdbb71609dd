import { describe, expect, it } from "vitest";
import { type HaltReading, NO_TERMS, type TermFacts, termGuards } from "./term-guards";

const trouble = { message: "asleep" };
const up = (name: string) => ({ name, trouble: null });
const down = (name: string) => ({ name, trouble });
const halt = (more: Partial<HaltReading> = {}): HaltReading => ({
  ...{ name: "budget", site: "dr", query: "burn", condition: "> 14.4", value: "2 x", isSo: false, why: null, passesUnread: false },
  ...more,
});
const blind = (more: Partial<HaltReading> = {}) => halt({ isSo: null, value: "", why: { message: "no answer" }, ...more });
const of = (more: Partial<TermFacts>) =>
  termGuards({ ...NO_TERMS, ...more }).map(({ name, isMet, pauses, message }) => ({ name, isMet, pauses, message }));

describe("the guards that a plan names", () => {
  it("are none where it names nothing", () => expect(of({})).toEqual([]));

  it.each<[string, Partial<TermFacts>, boolean]>([
    ["enough sites would serve", { serving: { atLeast: 2, sites: [up("dr"), up("b"), down("c")] } }, true],
    ["too few would", { serving: { atLeast: 2, sites: [up("dr"), down("b")] } }, false],
    ["too few would and the primary is lost", { isForced: true, serving: { atLeast: 2, sites: [up("dr"), down("b")] } }, true],
    ["no condition is so", { halts: [halt()] }, true],
    ["one is so", { halts: [halt(), halt({ name: "alarm", isSo: true })] }, false],
    ["one is so and the primary is lost", { isForced: true, halts: [halt({ isSo: true })] }, false],
    ["one can't be read", { halts: [blind()] }, false],
    ["one can't be read, which the plan lets pass", { halts: [blind({ passesUnread: true })] }, true],
    ["one can't be read and the primary is lost", { isForced: true, halts: [blind()] }, true],
  ])("when %s", (_, facts, isMet) => expect(of(facts)).toEqual([expect.objectContaining({ isMet })]));

  it("pause a run at once by what is so, and only when its step's time is over by what can't be read or may come back", () => {
    expect(of({ halts: [halt({ isSo: true })] })[0]?.pauses).toBe(true);
    expect(of({ halts: [blind(), halt({ isSo: true })] })[0]?.pauses).toBe(true);
    expect(of({ halts: [blind()] })[0]?.pauses).toBe("late");
    expect(of({ serving: { atLeast: 1, sites: [down("dr")] } })[0]?.pauses).toBe("late");
  });

  it("name the query, its value and what it is held against", () => {
    expect(of({ halts: [halt({ isSo: true, value: "20 x" })] })[0]?.message).toBe(
      "halted by a condition of the plan: budget: burn at dr is 20 x, which is > 14.4",
    );
    expect(of({ isForced: true, halts: [blind()] })[0]?.message).toContain("budget: burn at dr can't be read: no answer");
    expect(of({ serving: { atLeast: 2, sites: [up("dr"), down("b")] } })[0]?.message).toBe(
      "only 1 of 2 sites would serve afterwards: asleep",
    );
  });
});
