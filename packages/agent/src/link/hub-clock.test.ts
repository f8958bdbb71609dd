import { describe, expect, it } from "vitest";
import { TestClock } from "../../test/test-clock";
import { hubClock } from "./hub-clock";

const AT = "2026-11-21T12:00:00.000Z";

describe("the hub's time", () => {
  it("is the middle of the round trip, carried on by the monotonic clock", () => {
    const clock = new TestClock();
    const hub = hubClock(clock);
    clock.pass(100);
    hub.sample(AT, 0, 100);
    expect(hub.now().toISOString()).toBe("2026-11-21T12:00:00.050Z");
    clock.pass(5000);
    expect(hub.now().toISOString()).toBe("2026-11-21T12:00:05.050Z");
  });

  it("stands when the local clock is moved by an hour, and is then in doubt until the hub answers again", () => {
    const clock = new TestClock();
    const hub = hubClock(clock);
    hub.sample(AT, 0, 0);
    expect(hub.isDoubtful()).toBe(false);
    for (const hour of [3_600_000, -7_200_000]) {
      clock.jump(hour);
      clock.pass(1000);
      expect(hub.isDoubtful()).toBe(true);
      hub.sample(new Date(Date.parse(AT) + clock.monotonicMs()).toISOString(), clock.monotonicMs(), clock.monotonicMs());
      expect(hub.isDoubtful()).toBe(false);
    }
    expect(hub.now().getTime()).toBe(Date.parse(AT) + 2000);
  });

  it("prefers the answer that came quickest, until it is old", () => {
    const clock = new TestClock();
    const hub = hubClock(clock);
    hub.sample(AT, 0, 0);
    clock.pass(1000);
    hub.sample("2026-11-21T13:00:00.000Z", 0, 1000);
    expect(hub.now().toISOString()).toBe("2026-11-21T12:00:01.000Z");
    clock.pass(61_000);
    hub.sample("2026-11-21T13:00:00.000Z", 61_000, 62_000);
    expect(hub.now().toISOString()).toBe("2026-11-21T13:00:00.500Z");
  });

  it("is the local time, and in doubt, while no hub has answered", () => {
    const clock = new TestClock();
    expect(hubClock(clock).now()).toEqual(clock.now());
    expect(hubClock(clock).isDoubtful()).toBe(true);
  });
});
