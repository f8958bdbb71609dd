import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ComparedObject, differencesOf } from "./differences";

const object = (part: Partial<ComparedObject> = {}): ComparedObject => ({
  resource: "deployments.apps",
  images: ["registry.example:5000/bank/core:1.0"],
  desired: 3,
  labels: { app: "core" },
  facts: {},
  ...part,
});
const fields = (left: ComparedObject | null, right: ComparedObject | null) =>
  differencesOf(left, right).map(({ group, field }) => `${group} ${field}`.trim());

describe("two objects", () => {
  it("that are the same differ in nothing, whatever they are", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string()), (facts, images) => {
        const one = object({ facts: JSON.parse(JSON.stringify(facts)), images });
        expect(differencesOf(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  it("of which one cluster lacks one differ in being there", () => {
    expect(differencesOf(object(), null)).toEqual([{ group: "missing", field: "", left: "present", right: null }]);
    expect(differencesOf(null, object())).toEqual([{ group: "missing", field: "", left: null, right: "present" }]);
  });

  it("differ in the version when only the tag or digest of an image does, else in the image", () => {
    const other = (image: string) => fields(object(), object({ images: [image] }));
    expect(other("registry.example:5000/bank/core:1.1")).toEqual(["version images"]);
    expect(other("registry.example:5000/bank/core@sha256:abc")).toEqual(["version images"]);
    expect(other("registry.example/bank/core:1.0")).toEqual(["image images"]);
  });

  it("differ in replicas where somebody sets them, and not where nodes or metrics do", () => {
    expect(fields(object(), object({ desired: 10 }))).toEqual(["replicas replicas"]);
    const daemons = { resource: "daemonsets.apps" };
    expect(fields(object(daemons), object({ ...daemons, desired: 10 }))).toEqual([]);
  });

  it("differ in the very field, entries of a list being known by their names", () => {
    const template = (memory: string, more: { name: string }[] = []) => ({
      template: { containers: [{ name: "core", image: memory, limits: { memory } }, ...more] },
    });
    expect(fields(object({ facts: template("1Gi") }), object({ facts: template("2Gi", [{ name: "proxy" }]) }))).toEqual([
      "config template.containers[core].limits.memory",
      "config template.containers[proxy]",
    ]);
    expect(fields(object(), object({ labels: { app: "core", tier: "gold" } }))).toEqual(["labels labels.tier"]);
  });

  it("do not differ in what a cluster decides by itself", () => {
    const state = (n: number) => ({
      ...{ generation: n, observedGeneration: n, revision: String(n), clusterIp: `10.0.0.${n}`, conditions: [{ type: `C${n}` }] },
      ports: [{ name: "http", port: 80, nodePort: 30_000 + n }],
    });
    expect(fields(object({ facts: state(1) }), object({ facts: state(2) }))).toEqual([]);
  });

  it("never come to more than fifty differences", () => {
    const labels = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`l${i}`, "x"]));
    expect(differencesOf(object(), object({ labels }))).toHaveLength(50);
  });
});
