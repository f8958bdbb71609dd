import type { ObjectChange } from "@holdfast/contracts/object-change";
import { describe, expect, it } from "vitest";
import { isExplainedBy, type NamedChange } from "./explained-by";
import { stateBefore } from "./state-before";
import { stateFields } from "./state-fields";

describe("taking a change back", () => {
  it("gives the state before it: other values, fields that were not there, fields that went", () => {
    const change = {
      operation: "updated" as const,
      before: { "/desired": 1, "/labels/old": "x" },
      after: { "/desired": 2, "/labels/new": "y" },
    };
    expect(stateBefore({ "/desired": 2, "/labels/new": "y", "/kept": true }, change)).toEqual({
      "/desired": 1,
      "/labels/old": "x",
      "/kept": true,
    });
  });

  it("gives nothing before a creation, and the last state before a deletion", () => {
    expect(stateBefore({ "/desired": 2 }, { operation: "created", before: null, after: null })).toBeNull();
    expect(stateBefore(null, { operation: "deleted", before: { "/desired": 2 }, after: null })).toEqual({ "/desired": 2 });
  });
});

describe("the fields of a change", () => {
  it("are told apart inside lists and maps, with what people look for first", () => {
    const before = {
      "/facts/zone": "a",
      "/health": "Healthy",
      "/desired": 1,
      "/facts/template": { containers: [{ image: "a:1", name: "x" }] },
    };
    const after = {
      "/facts/zone": "b",
      "/health": "Degraded",
      "/desired": 2,
      "/facts/template": { containers: [{ image: "a:2", name: "x" }] },
    };
    expect(stateFields(before, after).map((field) => field.path)).toEqual([
      "/desired",
      "/facts/template/containers/0/image",
      "/health",
      "/facts/zone",
    ]);
  });

  it("are nothing where nothing differs, and null where one side has none", () => {
    expect(stateFields({ "/a": [1] }, { "/a": [1] })).toEqual([]);
    expect(stateFields({}, { "/labels/a": "b" })).toEqual([{ path: "/labels/a", before: null, after: "b" }]);
  });
});

describe("a receipt", () => {
  const about = { kind: "Deployment", namespace: "bank", name: "web" };
  const change = (part: Partial<NamedChange>): NamedChange => ({ ...about, operation: "updated", before: {}, after: {}, ...part });
  const receipt = (path: string, after: unknown, part: Partial<ObjectChange> = {}): ObjectChange => ({
    ...{ apiVersion: "apps/v1", ...about, operation: "update", warnings: [], ...part },
    fields: [{ path, before: null, after: after as never }],
  });
  const scaled = change({ before: { "/desired": 1 }, after: { "/desired": 3 } });

  it.each<[string, NamedChange, ObjectChange]>([
    ["replicas", scaled, receipt("/spec/replicas", 3)],
    ["a cordon", change({ before: {}, after: { "/facts/isCordoned": true } }), receipt("/spec/unschedulable", true)],
    ["the end of a cordon", change({ before: { "/facts/isCordoned": true } }), receipt("/spec/unschedulable", false)],
    ["a label", change({ after: { "/labels/a~1b": "c" } }), receipt("/metadata/labels/a~1b", "c")],
    ["a label that went", change({ before: { "/labels/a": "c" } }), receipt("/metadata/labels/a", null)],
    [
      "an annotation",
      change({ after: { "/facts/annotations": { "holdfast.dev/a": "b" } } }),
      receipt("/metadata/annotations/holdfast.dev~1a", "b"),
    ],
    ["an image", change({ after: { "/images": ["a:2"] } }), receipt("/spec/template/spec/containers/0/image", "a:2")],
    ["a deletion", change({ operation: "deleted" }), receipt("", null, { operation: "delete" })],
  ])("explains %s that it tells of", (_, seen, told) => {
    expect(isExplainedBy(seen, told)).toBe(true);
  });

  it.each<[string, NamedChange, ObjectChange]>([
    ["another value", scaled, receipt("/spec/replicas", 4)],
    ["another field", change({ after: { "/health": "Degraded" } }), receipt("/spec/replicas", 3)],
    ["a value that was there already", change({ after: { "/labels/a": "b" } }), receipt("/spec/replicas", null)],
    ["a field that the inventory does not keep", scaled, receipt("/spec/minReadySeconds", 3)],
    ["another object", scaled, receipt("/spec/replicas", 3, { name: "api" })],
    ["another namespace", scaled, receipt("/spec/replicas", 3, { namespace: "pay" })],
    ["what was a creation", change({ operation: "created" }), receipt("/spec/replicas", 3)],
    ["anything when it did nothing", scaled, receipt("/spec/replicas", 3, { operation: "none" })],
  ])("does not explain %s", (_, seen, told) => {
    expect(isExplainedBy(seen, told)).toBe(false);
  });
});
