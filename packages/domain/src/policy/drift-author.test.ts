import { describe, expect, it } from "vitest";
import { authorOf } from "./drift-author";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const write = (user: string, part: object = {}) => ({ user, actingAs: null, verb: "patch", manager: "kubectl-edit", at: at(0), ...part });
const managers = [{ manager: "kubectl-edit", operation: "Update" as const, at: at(0), fields: [".spec.failurePolicy"] }];
const changed = { what: "changed" as const, managers, firstSeenAt: new Date(at(1)) };
const deleted = { what: "deleted" as const, managers: [], firstSeenAt: new Date(at(1)) };

describe("the author of a drift", () => {
  it("is whoever wrote by the manager that owns the fields, at its time", () => {
    const writes = [write("later", { at: at(30) }), write("mallory", { at: at(2) }), write("gitops", { manager: "argocd" })];
    expect(authorOf(writes, changed)?.user).toBe("mallory");
  });

  it("is the last other writer where a field was taken away, so that nobody owns it", () => {
    expect(authorOf([write("mallory")], { ...changed, managers: [] })?.user).toBe("mallory");
  });

  it("of what is gone is whoever deleted it, not whoever changed it before", () => {
    expect(authorOf([write("eve", { at: at(3) }), write("mallory", { verb: "delete" })], deleted)?.user).toBe("mallory");
  });

  it.each([
    ["another manager wrote", [write("gitops", { manager: "argocd" })], changed],
    ["the manager wrote at another time", [write("mallory", { at: at(20) })], changed],
    ["the deletion is of an earlier day", [write("mallory", { verb: "delete", at: "2026-11-20T10:00:00.000Z" })], deleted],
    ["nobody told", [], changed],
  ])("is not known where %s", (_why, writes, seen) => {
    expect(authorOf(writes, seen)).toBeNull();
  });
});
