/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { components, document, written } from "../bin/components-table";

const sourceOf = (file: string) => readFileSync(new URL(`./${file}.tsx`, import.meta.url), "utf8");

describe("the components", () => {
  it("stand in docs/ui.md as they are", () => {
    expect(document()).toBe(written(document()));
    expect(components().length).toBeGreaterThan(50);
  });

  it("take no class and no style from outside", () => {
    expect(components().filter(({ props }) => props.some((prop) => /^(className|style)\??$/.test(prop)))).toEqual([]);
  });

  it("have no margin on their roots: distance belongs to what holds them", () => {
    const roots = components().flatMap(({ name, file }) => {
      const body = sourceOf(file).split(`export function ${name}`)[1] ?? "";
      const root = /return \(?\s*<\w+[^>]*?className=(?:"([^"]*)"|\{`([^`]*)`\})/.exec(body.split("\n}\n")[0] ?? "");
      return [{ name, look: root?.[1] ?? root?.[2] ?? "" }];
    });
    expect(roots.filter(({ look }) => /(?:^|\s)-?m[trblxyse]?-/.test(look))).toEqual([]);
    expect(roots.filter(({ look }) => look !== "").length).toBeGreaterThan(20);
  });

  it("wear only what the tokens name: no colour is written into a class", () => {
    const written = components().filter(({ file }) =>
      /(?:bg|text|border|fill|stroke)-(?:\[#|(?:red|blue|green|gray|slate|zinc|white|black)\b)/.test(sourceOf(file)),
    );
    expect(written).toEqual([]);
  });
});
