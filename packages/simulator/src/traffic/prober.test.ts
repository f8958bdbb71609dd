import { describe, expect, it, vi } from "vitest";
import { fakeFleet } from "./fake-fleet";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

describe("a probe", () => {
  it("is answered as the service is: well, or after a second with 503 while the region behind the route is lost", () => {
    const fleet = fakeFleet();
    const statuses = (cluster: string, service: string) => Array.from({ length: 40 }, () => fleet.model.probe(cluster, service));
    expect(statuses("dr-shanghai", "bank-core").filter((each) => each?.status === 200).length).toBeGreaterThan(38);
    expect(statuses("dr-shanghai", "bank-core")[0]).toMatchObject({ destination: "prod-hangzhou" });

    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(3);
    for (const answer of statuses("dr-shanghai", "bank-core")) {
      expect(answer?.status).toBeGreaterThanOrEqual(503);
      expect(answer?.delayMs).toBeGreaterThanOrEqual(1_000);
    }
    // Straight at the standby's own pods, past the route.
    expect(statuses("dr-shanghai", "bank-core-service").filter((each) => each?.status === 200).length).toBeGreaterThan(38);
  });

  it("gets 503 at once where no pod is ready, and nothing where there is no such service", () => {
    const fleet = fakeFleet();
    fleet.dr.deploy("bank", "bank-core-service", 3, 0);
    fleet.pass(2);
    expect(fleet.model.probe("dr-shanghai", "bank-core-service")).toMatchObject({ status: 503 });
    expect(fleet.model.probe("dr-shanghai", "bank-core-service")?.delayMs).toBeLessThan(50);
    expect(fleet.model.probe("dr-shanghai", "bank-core-self-check")).toMatchObject({ status: 503, destination: "dr-shanghai" });
    expect(fleet.model.probe("dr-shanghai", "nothing")).toBeUndefined();
    expect(fleet.model.probe("nowhere", "bank-core")).toBeUndefined();
    expect(fleet.model.probe("dr-shanghai", "payments")).toBeUndefined();
  });
});
