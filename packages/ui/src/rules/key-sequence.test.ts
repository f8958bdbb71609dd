import { describe, expect, it } from "vitest";
import { type KeyMemory, type KeyPlace, type KeyPress, keyWord, pressKey } from "./key-sequence";

const plain: KeyPress = { key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const bindings = new Set(["mod+k", "j", "?", "/", "g f", "g c", "x", "Enter"]);

function type(keys: (Partial<KeyPress> & { key: string })[], options: { place?: KeyPlace; gapMs?: number; singleKeys?: boolean } = {}) {
  let memory: KeyMemory | null = null;
  const fired: string[] = [];
  keys.forEach((key, index) => {
    const outcome = pressKey(
      { ...plain, ...key },
      options.place ?? "page",
      index * (options.gapMs ?? 100),
      memory,
      bindings,
      options.singleKeys ?? true,
    );
    memory = outcome.memory;
    if (outcome.fired !== null) fired.push(outcome.fired);
  });
  return fired;
}

describe("a key press", () => {
  it("fires what is bound to it", () => {
    expect(type([{ key: "j" }, { key: "?", shiftKey: true }, { key: "Enter" }, { key: "q" }])).toEqual(["j", "?", "Enter"]);
  });

  it("fires with Ctrl and with Cmd alike, even inside a field", () => {
    expect(type([{ key: "k", ctrlKey: true }], { place: "field" })).toEqual(["mod+k"]);
    expect(type([{ key: "K", metaKey: true }], { place: "layer" })).toEqual(["mod+k"]);
  });

  it("is text inside a field, and belongs to the dialog inside a dialog", () => {
    expect(type([{ key: "j" }, { key: "/" }], { place: "field" })).toEqual([]);
    expect(type([{ key: "x" }], { place: "layer" })).toEqual([]);
  });

  it("is not a shortcut while an input method composes, nor with Alt", () => {
    expect(type([{ key: "j", isComposing: true }])).toEqual([]);
    expect(type([{ key: "j", altKey: true }])).toEqual([]);
  });

  it("does not fire j for a capital J", () => {
    expect(keyWord({ ...plain, key: "J", shiftKey: true })).toBe("shift+j");
    expect(type([{ key: "J", shiftKey: true }])).toEqual([]);
  });

  it("can be turned off without turning Ctrl+K off", () => {
    expect(type([{ key: "j" }, { key: "g" }, { key: "f" }, { key: "k", ctrlKey: true }], { singleKeys: false })).toEqual(["mod+k"]);
  });
});

describe("a sequence", () => {
  it("fires on its second key", () => {
    expect(type([{ key: "g" }, { key: "c" }])).toEqual(["g c"]);
  });

  it("is forgotten when the second key comes late", () => {
    expect(type([{ key: "g" }, { key: "f" }], { gapMs: 2000 })).toEqual([]);
  });

  it("is forgotten when another key comes between, which then counts for itself", () => {
    expect(type([{ key: "g" }, { key: "j" }, { key: "f" }])).toEqual(["j"]);
  });

  it("outlives the press of a modifier alone", () => {
    expect(type([{ key: "g" }, { key: "Shift", shiftKey: true }, { key: "c" }])).toEqual(["g c"]);
  });
});
