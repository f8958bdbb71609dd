import { describe, expect, it } from "vitest";
import { completeAt } from "./complete-at";

/** Where the bar stands is the caret. */
const typing = (marked: string) => {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completeAt(text, caret);
  return found && { what: found.what, prefix: found.prefix, replaces: text.slice(found.from, found.to), label: found.label };
};

describe("what is being typed", () => {
  it.each([
    ["|", { what: "key", prefix: "", replaces: "", label: null }],
    ["a |", { what: "key", prefix: "", replaces: "", label: null }],
    ["a ki|", { what: "key", prefix: "ki", replaces: "ki", label: null }],
    ["-sta|", { what: "key", prefix: "sta", replaces: "sta", label: null }],
    ["ki|nd:Pod", { what: "key", prefix: "ki", replaces: "kind:", label: null }],
    ["kind:|", { what: "kind", prefix: "", replaces: "", label: null }],
    ["kind:Pod,Dep|loy x", { what: "kind", prefix: "Dep", replaces: "Deploy", label: null }],
    ['status:"Crash|', { what: "status", prefix: "Crash", replaces: '"Crash', label: null }],
    ["label:te|", { what: "label", prefix: "te", replaces: "te", label: null }],
    ["label:a=b,team=p|", { what: "labelValue", prefix: "p", replaces: "p", label: "team" }],
    ["web-0|", null],
    ["color:r|", null],
    ['"a|"', null],
  ])("at %j is known", (marked, expected) => {
    expect(typing(marked)).toEqual(expected);
  });
});
