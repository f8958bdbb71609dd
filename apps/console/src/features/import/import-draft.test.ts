import type { ContextProbe, ContextView } from "@holdfast/contracts/cluster-import";
import { describe, expect, it } from "vitest";
import { chosenClusters, doubtful, draftFaults, firstDrafts, managedAs, type ProbeState, twins } from "./import-draft";

const context = (name: string, refusals: ContextView["refusals"] = []): ContextView => ({
  ...{ context: name, server: `https://${name}`, credentialKind: "token", user: "u", expiresAt: null, refusals, name, isCurrent: false },
});
const told = (clusterUid: string, name?: string | null): ProbeState => {
  const probe: ContextProbe = {
    isReachable: true,
    clusterUid,
    kubernetesVersion: "v1",
    missing: [],
    managedAs: name === undefined ? null : { name: name as never },
  };
  return { kind: "told", probe };
};
const draft = (name: string, about = {}) => ({ isChosen: true, name, environment: "test" as const, region: "eu", labels: "", ...about });

describe("the drafts of an import", () => {
  it("choose at first what may be imported, and guess neither environment nor region", () => {
    const drafts = firstDrafts([context("a"), context("b", [{ message: "no" }])]);
    expect(drafts.a).toEqual({ isChosen: true, name: "a", environment: "", region: "", labels: "" });
    expect(drafts.b?.isChosen).toBe(false);
  });

  it("say what is wrong with each that is chosen, and nothing of the others", () => {
    const drafts = {
      a: draft("same"),
      b: draft("same"),
      c: draft("Taken!"),
      d: draft("taken"),
      e: draft("fine", { environment: "", region: " " }),
      f: draft("same", { isChosen: false }),
      g: draft("good", { labels: "team=pay" }),
      h: draft("lined", { labels: "team" }),
      i: draft("odd", { labels: "team=-pay" }),
    };
    expect(draftFaults(drafts, ["taken"])).toEqual({
      a: ["nameTwice"],
      b: ["nameTwice"],
      c: ["name"],
      d: ["nameTaken"],
      e: ["environment", "region"],
      h: ["labels"],
      i: ["labels"],
    });
  });

  it("become an order of what is chosen", () => {
    const rights = { logs: true, edit: [], exec: false };
    const drafts = { a: draft("one", { region: " eu ", labels: "team=pay\ntier=1" }), b: draft("two", { isChosen: false }) };
    expect(chosenClusters(drafts, rights)).toEqual([
      { context: "a", cluster: { name: "one", environment: "test", region: "eu", labels: { team: "pay", tier: "1" } }, rights },
    ]);
  });
});

describe("what the looks found", () => {
  it("tells two contexts of one cluster, the later by the earlier", () => {
    expect(twins(["a", "b", "c"], { a: told("1"), b: told("2"), c: told("1") })).toEqual({ c: "a" });
  });

  it("doubts what is managed already, led to twice or not reached, and nothing else", () => {
    const probes: Record<string, ProbeState> = {
      a: told("1"),
      b: told("1"),
      c: told("2", "fra-1"),
      d: { kind: "failed", reason: "no hub" },
      e: { kind: "told", probe: { isReachable: false, reason: "refused" } },
      f: { kind: "asking" },
    };
    expect([...doubtful(Object.keys(probes), probes)].sort()).toEqual(["b", "c", "d", "e"]);
  });

  it("tells a cluster that is managed already, also one that the reader may not see", () => {
    expect(managedAs(told("1", "fra-1"))).toBe("fra-1");
    expect(managedAs(told("1", null))).toBeNull();
    expect(managedAs(told("1"))).toBeUndefined();
    expect(managedAs({ kind: "asking" })).toBeUndefined();
  });
});
