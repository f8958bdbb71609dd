import type { AuditEntry } from "@holdfast/contracts/audit";
import type { Json } from "@holdfast/contracts/json";
import { describe, expect, it } from "vitest";
import { entryDifference, fieldDifferences } from "./entry-difference";

const entry = (before: AuditEntry["before"], after: AuditEntry["after"]) =>
  entryDifference({ before, after, target: { kind: "plan", id: "p1", name: "", clusterId: null } } as AuditEntry);

describe("what an entry changed", () => {
  it("names each field that differs, and none that does not", () => {
    expect(fieldDifferences({ phase: "Running", n: 1, kept: [1] }, { phase: "Paused", kept: [1], m: true })).toEqual([
      { path: "/m", before: null, after: true },
      { path: "/n", before: 1, after: null },
      { path: "/phase", before: "Running", after: "Paused" },
    ]);
  });

  it("looks into objects and lists, and escapes names as a JSON pointer does", () => {
    expect(fieldDifferences({ labels: { "a/b~c": "1" }, steps: ["x", "y"] }, { labels: { "a/b~c": "2" }, steps: ["x", "z", "w"] })).toEqual(
      [
        { path: "/labels/a~1b~0c", before: "1", after: "2" },
        { path: "/steps/1", before: "y", after: "z" },
        { path: "/steps/2", before: null, after: "w" },
      ],
    );
  });

  it("shows whole what became something of another shape", () => {
    expect(fieldDifferences({ at: { a: 1 } }, { at: "later" })).toEqual([{ path: "/at", before: { a: 1 }, after: "later" }]);
    expect(fieldDifferences("a", "b")).toEqual([{ path: "/", before: "a", after: "b" }]);
    expect(fieldDifferences({}, null)).toEqual([{ path: "/", before: {}, after: null }]);
  });

  it("is a change, nothing, or not recorded; what stood before or after is absent, not guessed", () => {
    expect(entry(null, { a: 1 })).toMatchObject({ operation: "update", name: "p1", fields: [{ path: "/a", before: null, after: 1 }] });
    expect(entry({ a: 1 }, null)).toMatchObject({ operation: "update", fields: [{ path: "/a", before: 1, after: null }] });
    expect(entry({ a: 1 }, { a: 2 })).toMatchObject({ operation: "update" });
    expect(entry({ a: 1, b: 2 }, { b: 2, a: 1 })).toMatchObject({ operation: "none", fields: [] });
    expect(entry(null, null)).toBeNull();
  });

  it("finds nothing between equal values, and something between any two that differ", () => {
    const values: Json[] = [
      1,
      "1",
      "",
      true,
      false,
      [],
      [1],
      ["1"],
      [1, 2],
      {},
      { a: 1 },
      { a: [1] },
      { a: { b: {} } },
      { "0": 1 },
      { b: 1 },
      [{ a: 1 }],
    ];
    for (const [i, left] of values.entries())
      for (const [j, right] of values.entries()) {
        const found = fieldDifferences(structuredClone(left), structuredClone(right));
        expect(found.length > 0, `${JSON.stringify(left)} and ${JSON.stringify(right)}`).toBe(i !== j);
      }
  });
});
