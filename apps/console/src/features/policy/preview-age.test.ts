import type { PolicyPreview } from "@holdfast/contracts/policy";
import { describe, expect, it } from "vitest";
import { changeCounts, oldestPreview } from "./preview-age";

const change = (operation: "create" | "update" | "none", warnings: string[] = []) => ({
  apiVersion: "v1",
  kind: "X",
  namespace: null,
  name: "x",
  operation,
  fields: [],
  warnings,
});
const preview = (at: number, changes: PolicyPreview["changes"] = []): PolicyPreview =>
  ({ clusterName: "c", state: "previewed", message: "", changes, previewedAt: new Date(at) }) as unknown as PolicyPreview;

describe("a preview", () => {
  it("is as old as its oldest answer", () => {
    expect(oldestPreview([preview(3000), preview(1000), preview(2000)])).toEqual(new Date(1000));
    expect(oldestPreview([])).toBeNull();
  });

  it("counts what would change, and every warning", () => {
    expect(changeCounts(preview(0, [change("create", ["a", "b"]), change("create"), change("none", ["c"])]))).toEqual({
      create: 2,
      update: 0,
      delete: 0,
      none: 1,
      warnings: 3,
    });
  });
});
