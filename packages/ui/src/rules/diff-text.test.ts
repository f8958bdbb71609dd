import { describe, expect, it } from "vitest";
import { diffText, fieldFate, readablePath } from "./diff-text";

describe("a changed field", () => {
  it("is read as a path", () => {
    expect(readablePath("/spec/replicas")).toBe("spec.replicas");
    expect(readablePath("/spec/containers/0/image")).toBe("spec.containers[0].image");
    expect(readablePath("/metadata/labels/app.kubernetes.io~1name")).toBe('metadata.labels["app.kubernetes.io/name"]');
    expect(readablePath("")).toBe("");
  });

  it("is added, removed or changed", () => {
    expect(fieldFate({ path: "/a", before: null, after: 1 })).toBe("added");
    expect(fieldFate({ path: "/a", before: 1, after: null })).toBe("removed");
    expect(fieldFate({ path: "/a", before: false, after: 0 })).toBe("changed");
  });

  it("shows values as the machine has them", () => {
    expect([diffText("on"), diffText(3), diffText(false), diffText(""), diffText(null)]).toEqual(["on", "3", "false", "", null]);
    expect(diffText({ cpu: "2" })).toBe('{\n  "cpu": "2"\n}');
  });
});
