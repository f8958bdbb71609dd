import { DataStore } from "@holdfast/contracts/data-store";
import { PlanStep } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { lossOfHandover, lossOfLostPrimary, movesStores, type StoreSample } from "./run-loss";

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 4, 0, second));
const sample = (second: number, lagSeconds: number | null, more: Partial<StoreSample> = {}): StoreSample => ({
  at: at(second),
  state: "replicating",
  lagSeconds,
  behind: null,
  durableAt: lagSeconds === null ? null : new Date(at(second).getTime() - lagSeconds * 1000),
  ...more,
});
const ledger = DataStore.parse({
  name: "ledger",
  kind: "cloudnativepg",
  rpoSeconds: 5,
  with: { namespace: "bank", name: "ledger", nameAt: { dr: "ledger-dr" } },
});
const demote = PlanStep.parse({
  name: "demote",
  use: "postgres.demote",
  with: { cluster: "prod", namespace: "bank", name: "ledger", to: "x" },
});
const promote = (acceptDataLoss: boolean) =>
  PlanStep.parse({
    name: "promote",
    use: "postgres.promote",
    with: {
      cluster: "dr",
      namespace: "bank",
      name: "ledger-dr",
      source: { cluster: "prod", namespace: "bank", name: "ledger" },
      acceptDataLoss,
    },
  });
const brief = ({ basis, lossSeconds, said }: ReturnType<typeof lossOfLostPrimary>) => [basis, lossSeconds, said.phrase?.code];

describe("what a run lost whose primary was lost", () => {
  it("is what came after the last durable point that was known before its last sign of life", () => {
    const loss = lossOfLostPrimary([sample(10, 0.5), sample(20, 1.5), sample(32, 0)], at(30), "prod");
    expect(brief(loss)).toEqual(["durablePoint", 11.5, "LostAtMost"]);
    expect(loss.sample?.at).toEqual(at(20));
  });

  it("goes by the latest durable point, not by the latest measurement", () => {
    expect(lossOfLostPrimary([sample(20, 1), sample(25, 20), sample(28, null)], at(30), "prod").lossSeconds).toBe(11);
  });

  it("is never zero for want of a measurement", () => {
    expect(brief(lossOfLostPrimary([sample(32, 0)], at(30), "prod"))).toEqual(["unmeasured", null, "LossUnknown"]);
    expect(brief(lossOfLostPrimary([sample(20, 0)], null, "prod"))).toEqual(["unmeasured", null, "LossUnknownSince"]);
  });
});

describe("what a run lost whose primary took part", () => {
  const stopped = { step: demote, verifiedAt: at(20) };
  it("is not known when nothing stopped the writes, however small the lag was", () => {
    expect(brief(lossOfHandover(ledger, [], [sample(25, 0)], "prod"))).toEqual(["unmeasured", null, "WritesNotStopped"]);
    const other = { ...stopped, step: { ...demote, with: { ...demote.with, name: "other" } } as PlanStep };
    expect(brief(lossOfHandover(ledger, [other], [sample(25, 0)], "prod"))[2]).toBe("WritesNotStopped");
  });

  it("is nothing when the lag was read after the writes had stopped, and was none", () => {
    expect(brief(lossOfHandover(ledger, [stopped], [sample(19, 3), sample(22, 0)], "prod"))).toEqual(["finalLag", 0, "NothingLost"]);
    expect(brief(lossOfHandover(ledger, [stopped], [sample(22, 1.25)], "prod"))).toEqual(["finalLag", 1.25, "LostAtMost"]);
  });

  it("is not known when the last look was before the writes had stopped, or saw nothing", () => {
    expect(brief(lossOfHandover(ledger, [stopped], [sample(19, 0), sample(25, null, { state: "broken" })], "prod"))[2]).toBe(
      "NotMeasuredAfterStop",
    );
  });

  it("does not take the new primary's own figures for its lag", () => {
    const promoted = { step: promote(true), verifiedAt: at(24) };
    expect(brief(lossOfHandover(ledger, [stopped, promoted], [sample(25, 0)], "prod"))[2]).toBe("NotMeasuredAfterStop");
  });

  it("is nothing by the old primary's token, unless the promotion went without one", () => {
    const reached = (accepts: boolean) => [stopped, { step: promote(accepts), verifiedAt: at(24) }];
    expect(brief(lossOfHandover(ledger, reached(false), [], "prod"))).toEqual(["token", 0, "NothingLostByToken"]);
    expect(brief(lossOfHandover(ledger, reached(true), [], "prod"))[0]).toBe("unmeasured");
  });

  it("is judged by the steps that concern the store", () => {
    const scale = PlanStep.parse({
      name: "s",
      use: "workload.scale",
      with: { cluster: "dr", namespace: "bank", name: "ledger", replicas: 1 },
    });
    expect([demote, promote(false), scale].map((step) => movesStores(step, [ledger]))).toEqual([true, true, false]);
  });
});
