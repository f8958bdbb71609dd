import { describe, expect, it } from "vitest";
import { evaluationSchedule } from "./evaluation-schedule";

const plan = (planId: string, number = 1, ...siteIds: string[]) => ({ planId, number, siteIds, childIds: [] as string[] });
const ids = (plans: readonly { planId: string }[]) => plans.map((each) => each.planId);

describe("the schedule of evaluations", () => {
  it("has every plan at once, and again a minute later", () => {
    const schedule = evaluationSchedule();
    schedule.setPlans([plan("a"), plan("b")], 0);
    expect(ids(schedule.takeDue(0))).toEqual(["a", "b"]);
    expect(ids(schedule.takeDue(59_000))).toEqual([]);
    expect(schedule.nextAtMs()).toBe(60_000);
    expect(ids(schedule.takeDue(60_000))).toEqual(["a", "b"]);
  });

  it("has a plan at once when it has a new version or other sites, and forgets one that is gone", () => {
    const schedule = evaluationSchedule();
    schedule.setPlans([plan("a"), plan("b"), plan("c", 1, "x")], 0);
    schedule.takeDue(0);
    schedule.setPlans([plan("a", 2), plan("c", 1, "y")], 10);
    expect(ids(schedule.takeDue(10))).toEqual(["a", "c"]);
    expect(ids(schedule.takeDue(120_000))).toEqual(["a", "c"]);
  });

  it("has the plans of a site within ten seconds of what moves there, however often it does", () => {
    const schedule = evaluationSchedule();
    schedule.setPlans([plan("a", 1, "x"), plan("b", 1, "y")], 0);
    schedule.takeDue(0);
    for (let ms = 100; ms < 3000; ms += 100) schedule.onWake({ topic: "inventory", key: "x" }, ms);
    expect(ids(schedule.takeDue(3000))).toEqual([]);
    expect(ids(schedule.takeDue(9000))).toEqual(["a"]);
    schedule.onWake({ topic: "link", key: "y" }, 10_000);
    expect(ids(schedule.takeDue(10_250))).toEqual(["b"]);
    schedule.onWake({ topic: "access", key: "" }, 20_000);
    expect(ids(schedule.takeDue(20_250))).toEqual(["a", "b"]);
    schedule.onWake({ topic: "run", key: "x" }, 30_000);
    expect(ids(schedule.takeDue(31_000))).toEqual([]);
  });

  it("has a plan again when something is found of one that it runs", () => {
    const schedule = evaluationSchedule();
    schedule.setPlans([{ ...plan("a"), childIds: ["b"] }, plan("b")], 0);
    schedule.takeDue(0);
    schedule.onEvaluated("b", 1000);
    schedule.onEvaluated("a", 1000);
    expect(ids(schedule.takeDue(2000))).toEqual(["a"]);
  });

  it("has a plan that could not be evaluated again in a moment, unless it is gone", () => {
    const schedule = evaluationSchedule();
    schedule.setPlans([plan("a")], 0);
    schedule.takeDue(0);
    schedule.retry("a", 0);
    schedule.retry("gone", 0);
    expect(schedule.nextAtMs()).toBe(4000);
    expect(ids(schedule.takeDue(4000))).toEqual(["a"]);
    expect(schedule.nextAtMs()).toBe(64_000);
  });
});
