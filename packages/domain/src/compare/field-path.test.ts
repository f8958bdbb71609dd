import { describe, expect, it } from "vitest";
import { differencesOf } from "./differences";
import { meansField, readFieldPath } from "./field-path";

const means = (path: string, field: string) => {
  const read = readFieldPath(path);
  if (read === null) throw new Error(`${path} is no path`);
  return meansField(read, field);
};

describe("the field of a rule", () => {
  it.each([
    ["replicas", "replicas", true],
    ["replicas", "replicas2", false],
    ["template.containers[core].limits.memory", "template.containers[core].limits.memory", true],
    ["template.containers[*].limits.memory", "template.containers[proxy].limits.memory", true],
    ["template.containers[*].limits.memory", "template.containers[proxy].limits.cpu", false],
    ["template.*.limits", "template.containers[core].limits", false],
    ["template.*.limits", "template.init.limits", true],
    ["template.containers[*]", "template.containers[core]", true],
    ["template.containers[*]", "template.containers[core].limits", false],
    ["template.*", "template", false],
    ["template.*", "template.node", true],
    ["template.*", "template.containers[core].limits.memory", true],
    ["labels.*", "labels.app.kubernetes.io/version", true],
    ["labels.app.kubernetes.io/version", "labels.app.kubernetes.io/version", true],
    ["rules[*.example.com]", "rules[*.example.com]", true],
    ["rules[*.example.com]", "rules[www.example.com]", false],
    ["*", "images", true],
  ])("%s means %s: %s", (path, field, expected) => {
    expect(means(path, field)).toBe(expected);
  });

  it.each(["", ".", "a.", ".a", "a..b", "a[", "a]", "a[]", "[a]", "a.[b]", "a[b", "a[b]c", "te*plate", "a\u202eb", "a\nb", "a[b\u0000]"])(
    "is refused when it is no path: %j",
    (path) => {
      expect(readFieldPath(path)).toBeNull();
    },
  );

  it("can be written for every difference that is found", () => {
    const container = (memory: string) => ({ template: { containers: [{ name: "core", limits: { memory } }] }, hosts: ["a"] });
    const object = (memory: string, label: string) => ({
      ...{ resource: "deployments.apps", images: [`core:${memory}`], desired: memory.length, facts: container(memory) },
      labels: { "app.kubernetes.io/version": label },
    });
    const found = differencesOf(object("1Gi", "1"), object("16Gi", "2"));
    expect(found.map(({ field }) => field)).toHaveLength(4);
    for (const { field } of found) expect(means(field, field)).toBe(true);
  });
});
