import { expect, it } from "vitest";
import { fakeFleet } from "./fake-fleet";

it("what the simulator keeps is bounded, however long it runs and however often pods are replaced", () => {
  const fleet = fakeFleet(7, 120);
  for (let second = 0; second < 600; second++) {
    // A pod a second is replaced by one of another name: a crash loop over ten minutes.
    fleet.prod.remove("pods", "bank", `bank-core-service-x${second - 1}`);
    fleet.prod.pod("bank", `bank-core-service-x${second}`, "bank-core-service", true, "prod-hangzhou-node-1");
    if (second % 100 === 0) fleet.breakThings(second % 200 === 0 ? { isLost: (site) => site === "dr-shanghai" } : {});
    fleet.pass(1);
  }
  const signals = fleet.sites[0]?.signals;
  // Every pod left its series behind for two hours, up to the limit.
  expect(signals?.series.size).toBeGreaterThan(3_000);
  // The limit holds at each tidying, once in five minutes of scrapes.
  expect(signals?.series.size).toBeLessThan(6_000 + 300 * 12);
  expect(signals?.logs.size).toBe(12_000);
  expect(signals?.traces.size).toBe(1_500);
}, 30_000);
