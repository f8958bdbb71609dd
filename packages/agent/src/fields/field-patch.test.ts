import { describe, expect, it } from "vitest";
import { fieldPatch } from "./field-patch";

const object = {
  metadata: { uid: "u", resourceVersion: "7", annotations: { team: "core" } },
  spec: { replicas: 3, policy: { mode: "a" }, list: [{ state: "running" }] },
};
const same = { op: "test", path: "/metadata/uid", value: "u" };

describe("a patch of fields", () => {
  it("holds only for this object with this value, whatever else of it is written meanwhile", () => {
    expect(fieldPatch(object, [{ pointer: "/spec/replicas", value: 5 }])).toEqual([
      same,
      { op: "test", path: "/spec/replicas", value: 3 },
      { op: "add", path: "/spec/replicas", value: 5 },
    ]);
  });

  it("of an absent field holds only while the part above it is as it was, and makes the maps on the way once", () => {
    const wanted = [
      { pointer: "/spec/policy/a/b/one", value: 1 },
      { pointer: "/spec/policy/a/b/two", value: 2 },
    ];
    expect(fieldPatch(object, wanted)).toEqual([
      same,
      { op: "test", path: "/spec/policy", value: { mode: "a" } },
      { op: "test", path: "/spec/policy", value: { mode: "a" } },
      { op: "add", path: "/spec/policy/a", value: {} },
      { op: "add", path: "/spec/policy/a/b", value: {} },
      { op: "add", path: "/spec/policy/a/b/one", value: 1 },
      { op: "add", path: "/spec/policy/a/b/two", value: 2 },
    ]);
    expect(object.spec.policy).toEqual({ mode: "a" });
  });

  it.each(["/operation", "/status/abort", "/metadata/finalizers"])(
    "asks for the version of the whole where nothing nearer is there: %s",
    (pointer) => {
      expect(fieldPatch(object, [{ pointer, value: true }])).toContainEqual({ op: "test", path: "/metadata/resourceVersion", value: "7" });
    },
  );

  it("leads through keys with a slash and through lists", () => {
    expect(fieldPatch(object, [{ pointer: "/metadata/annotations/a.io~1b", value: "x" }])).toEqual([
      same,
      { op: "test", path: "/metadata/annotations", value: { team: "core" } },
      { op: "add", path: "/metadata/annotations/a.io~1b", value: "x" },
    ]);
    expect(fieldPatch(object, [{ pointer: "/spec/list/0/state", value: "stopped" }])).toEqual([
      same,
      { op: "test", path: "/spec/list/0/state", value: "running" },
      { op: "add", path: "/spec/list/0/state", value: "stopped" },
    ]);
  });

  it("takes away what is there, and nothing that is not", () => {
    expect(fieldPatch(object, [{ pointer: "/spec/replicas", value: null }]).at(-1)).toEqual({ op: "remove", path: "/spec/replicas" });
    expect(fieldPatch(object, [{ pointer: "/spec/other", value: null }]).map(({ op }) => op)).toEqual(["test", "test"]);
  });
});
