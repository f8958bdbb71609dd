import { describe, expect, it } from "vitest";
import { yamlTokens } from "./yaml-tokens";

const kinds = (line: string) => yamlTokens(line).map(({ kind, text }) => `${kind}:${text}`);

describe("colouring a line of YAML", () => {
  it.each([
    ["kind: Policy", ["key:kind", "mark::", "plain: ", "plain:Policy"]],
    ["  - name: x # why", ["mark:  - ", "key:name", "mark::", "plain: ", "plain:x ", "comment:# why"]],
    ['  message: "a: b # c"', ["mark:  ", "key:message", "mark::", "plain: ", 'string:"a: b # c"']],
    ["--- # one", ["mark:--- ", "comment:# one"]],
    ["image:tag", ["plain:image:tag"]],
    ["# all", ["comment:# all"]],
    ["", []],
  ])("%j", (line, expected) => {
    expect(kinds(line)).toEqual(expected);
  });

  it("never changes the text: the parts put together are the line", () => {
    const lines = [
      'a: "b',
      "- - x: {y: z} #",
      "  'k': v",
      "-",
      "a:b: c",
      "\tx: y",
      "expr: object.x[0] == '#'",
      "键: 值",
      '"',
      "'it''s': 'x",
    ];
    for (const line of lines)
      expect(
        yamlTokens(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
  });
});
