import { IstioSetLocalityFailover } from "@holdfast/contracts/steps/istio-set-locality-failover";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const failover = [{ from: "hangzhou", to: "shanghai" }];
const own = { consecutive5xxErrors: 3 };

const { hub, scene } = describeFieldsStep({
  use: "istio.set-locality-failover",
  parameters: { failover },
  from: { localityLbSetting: { enabled: true, distribute: [] }, outlierDetection: own },
  to: { localityLbSetting: { enabled: true, failover }, outlierDetection: own },
  status: { before: { overriding: [] }, pending: null, settled: { overriding: [] } },
  says: { pending: "", done: "the failover of its regions is set" },
  strange: { localityLbSetting: { enabled: false }, outlierDetection: own },
});

describe("istio.set-locality-failover", () => {
  it("sets by what Istio notices a failure, where the rule does not say", async () => {
    const { stage, object, step } = await scene();
    object.values = { localityLbSetting: null, outlierDetection: null };
    await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(object.values.outlierDetection).toEqual({
      ...{ consecutive5xxErrors: 5, interval: "10s", baseEjectionTime: "30s", maxEjectionPercent: 100 },
    });
  });

  it.each([
    [[{ from: "a", to: "a" }], "a region can't stand in for itself"],
    [
      [
        { from: "a", to: "b" },
        { from: "a", to: "c" },
      ],
      "a region may be named only once in `from`",
    ],
    [[{ from: "a/zone", to: "b" }], "must be a region, without a zone"],
  ])("does not take %j", (given, message) => {
    const parsed = IstioSetLocalityFailover.safeParse({ cluster: "dr", namespace: "bank", name: "core", failover: given });
    expect(parsed.error?.issues[0]?.message).toBe(message);
  });
});
