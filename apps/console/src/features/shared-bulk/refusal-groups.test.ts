import type { BulkCandidate } from "@holdfast/contracts/bulk";
import { worded } from "@holdfast/contracts/worded";
import { describe, expect, it } from "vitest";
import { refusalGroups } from "./refusal-groups";

const candidate = (name: string, gate: BulkCandidate["gate"]): BulkCandidate => ({
  ...{ clusterId: "c" as never, clusterName: "prod", uid: name, kind: "Node", namespace: null, name, gate, expectReplicas: null },
});
const refusedBy = (text: ReturnType<typeof worded>) => ({ isMet: false, ...text });
const say = (gate: BulkCandidate["gate"]) => gate.message;

describe("why objects would be refused", () => {
  it("puts one reason with many names together, the most frequent first, and leaves out who would not be", () => {
    const groups = refusalGroups(
      [
        candidate("ok", { isMet: true, message: "" }),
        candidate("far", refusedBy(worded("NotOrderable", { cluster: "away" }))),
        candidate("a", refusedBy(worded("CordonedAlready", { name: "a" }))),
        candidate("b", refusedBy(worded("CordonedAlready", { name: "b" }))),
      ],
      say,
    );
    expect(groups.map(({ objects }) => objects.map(({ name }) => name))).toEqual([["a", "b"], ["far"]]);
    expect(groups[0]?.reason).toContain("a is cordoned");
  });

  it("keeps clusters apart", () => {
    const groups = refusalGroups(
      ["away", "gone"].map((cluster) => candidate(cluster, refusedBy(worded("NotOrderable", { cluster })))),
      say,
    );
    expect(groups).toHaveLength(2);
  });
});
