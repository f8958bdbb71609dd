import { describe, expect, it } from "vitest";
import { visibleName, visibleText } from "./visible-text";

describe("text from outside", () => {
  it("is one plain part when nothing in it hides", () => {
    expect(visibleText("kind: Pod\n\tname: 支付 🙂")).toEqual([{ text: "kind: Pod\n\tname: 支付 🙂", isHidden: false }]);
    expect(visibleText("")).toEqual([]);
  });

  it("shows a bidirectional override by name where it stands", () => {
    expect(visibleText("allow\u202etrue")).toEqual([
      { text: "allow", isHidden: false },
      { text: "U+202E", isHidden: true },
      { text: "true", isHidden: false },
    ]);
  });

  it("can be read out with those names in it", () => {
    expect(visibleName("pod-\u202egnp.exe")).toBe("pod-U+202Egnp.exe");
  });

  it.each(["\u0000", "\u001b", "\r", "\u00ad", "\u200b", "\u2066", "\u2069", "\ufeff", "\u{e0041}"])("names %j", (character) => {
    const [part, ...rest] = visibleText(character);
    expect(part?.isHidden).toBe(true);
    expect(part?.text).toMatch(/^U\+[0-9A-F]{4,6}$/);
    expect(rest).toEqual([]);
  });
});
