import { describe, expect, it } from "vitest";
import { canHaveTwin, pairedWith, twinRows } from "./twin-rows";

const core = { health: "Healthy" as const, status: "Running", ready: 10, desired: 10, images: ["core:1", "proxy:3"] };

describe("an object beside its twin", () => {
  it("says of each fact whether it is another there", () => {
    expect(twinRows(core, { ...core, ready: 2, desired: 3, images: ["core:2", "proxy:3"] })).toEqual([
      { fact: "health", here: "Healthy", there: "Healthy", isDifferent: false },
      { fact: "status", here: "Running", there: "Running", isDifferent: false },
      { fact: "replicas", here: "10/10", there: "2/3", isDifferent: true },
      { fact: "images", here: "core:1\nproxy:3", there: "core:2\nproxy:3", isDifferent: true },
    ]);
  });

  it("leaves out what neither has", () => {
    const service = { ...core, ready: null, desired: null, images: [] };
    expect(twinRows(service, service).map(({ fact }) => fact)).toEqual(["health", "status"]);
  });

  it("is looked for on the clusters that plans pair with its own, each once", () => {
    const plans = [
      { primaryName: "prod", standbyName: "dr" },
      { primaryName: "dr", standbyName: "prod" },
      { primaryName: "prod", standbyName: "dr-2" },
      { primaryName: "other", standbyName: "test" },
    ];
    expect(pairedWith("prod", plans)).toEqual(["dr", "dr-2"]);
    expect(pairedWith("dr", plans)).toEqual(["prod"]);
    expect(pairedWith("nowhere", plans)).toEqual([]);
    expect([canHaveTwin("deployments.apps"), canHaveTwin("pods"), canHaveTwin("nodes")]).toEqual([true, false, false]);
  });
});
