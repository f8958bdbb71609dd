import { describe, expect, it, vi } from "vitest";
import { createVerbRegistry, type Verb } from "./verb-registry";

const verb = (id: string, keys?: string): Verb => ({ id, label: id, group: "Test", keys, run: () => {} });

describe("the verbs of a page", () => {
  it("are those of all who offer some, and of nobody who left", () => {
    const registry = createVerbRegistry();
    registry.offer("shell", [verb("theme.switch")]);
    registry.offer("table", [verb("row.next", "j"), verb("row.open", "Enter")]);
    expect(registry.list().map((each) => each.id)).toEqual(["theme.switch", "row.next", "row.open"]);
    registry.withdraw("table");
    expect(registry.list().map((each) => each.id)).toEqual(["theme.switch"]);
    expect(registry.boundTo("j")).toBeUndefined();
  });

  it("give a key to the one that came last, and back when that one leaves", () => {
    const registry = createVerbRegistry();
    registry.offer("page", [verb("page.next", "j")]);
    registry.offer("drawer", [verb("drawer.next", "j")]);
    expect(registry.boundTo("j")?.id).toBe("drawer.next");
    registry.withdraw("drawer");
    expect(registry.boundTo("j")?.id).toBe("page.next");
  });

  it("tell their readers only of a change", () => {
    const registry = createVerbRegistry();
    const reader = vi.fn();
    const verbs = [verb("a", "g f")];
    registry.subscribe(reader);
    registry.offer("page", verbs);
    registry.offer("page", verbs);
    registry.withdraw("nobody");
    expect(reader).toHaveBeenCalledTimes(1);
    expect(registry.list()).toBe(registry.list());
    expect([...registry.bindings()]).toEqual(["g f"]);
  });
});
