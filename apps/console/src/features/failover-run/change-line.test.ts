import type { FieldChange, ObjectChange } from "@holdfast/contracts/object-change";
import { describe, expect, it } from "vitest";
import { changeLine } from "./change-line";

const change = (...fields: FieldChange[]): ObjectChange => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespace: "bank",
  name: "core",
  operation: "update",
  fields,
  warnings: [],
});
const field = (path: string, before: FieldChange["before"], after: FieldChange["after"]): FieldChange => ({ path, before, after });

describe("the change in the row of a step", () => {
  it("says the field, and what it was and will be", () => {
    expect(changeLine([change(field("/spec/replicas", 3, 10))])).toEqual([
      { path: "/spec/replicas", field: "replicas", before: "3", after: "10" },
    ]);
  });

  it("is left to the whole difference when a part of it could not be said", () => {
    expect(changeLine([change(field("/spec/replicas", 3, 10), field("/spec/template", null, { a: 1 }))])).toBeNull();
    expect(changeLine([change(...["a", "b", "c", "d"].map((name) => field(`/${name}`, 1, 2)))])).toBeNull();
    expect(changeLine([])).toBeNull();
  });
});
