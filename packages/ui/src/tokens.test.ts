/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Theme = Record<string, string>;

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function themeAfter(selector: string): Theme {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...block.matchAll(/--hf-([\w-]+): (oklch\([^)]*\))/g)].map((match) => [match[1], match[2]]));
}

/** Relative luminance (WCAG) of an opaque oklch() colour, by the matrices of CSS Color 4. */
function luminance(color: string): number {
  const [l = 0, c = 0, h = 0] = color.slice(6, -1).split(" ").map(Number);
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Theme, one: string, other: string): number {
  const [light, dark] = [luminance(theme[one] ?? ""), luminance(theme[other] ?? "")].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["canvas", "surface", "raised", "sunken", "hover", "selected"];
const tones = ["good", "busy", "caution", "bad", "idle", "unknown", "stale"];
const themes: Record<string, Theme> = { light: themeAfter(":root {"), dark: themeAfter('[data-theme="dark"] {') };

const read: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["ink-soft", ground],
    ["accent-ink", ground],
    ...tones.map((tone): [string, string] => [`${tone}-ink`, ground]),
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-wash`],
    ["ink", `${tone}-wash`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["accent-ink", "accent-wash"],
  ["ink", "accent-wash"],
];

const seen: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ["line-strong", ground],
    ["focus", ground],
    ["accent", ground],
    ["danger", ground],
    ...tones.map((tone): [string, string] => [tone, ground]),
  ]),
  ...tones.map((tone): [string, string] => [tone, `${tone}-wash`]),
  ...[1, 2, 3, 4, 5, 6].map((series): [string, string] => [`series-${series}`, "surface"]),
];

describe.each(Object.entries(themes))("the %s theme", (name, theme) => {
  it("names the same tokens as the other theme", () => {
    expect(Object.keys(theme)).toEqual(Object.keys(themes[name === "light" ? "dark" : "light"] ?? {}));
    expect(Object.keys(theme).length).toBeGreaterThan(40);
  });

  it.each(read)("%s on %s is readable: 4.5 to 1", (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(seen)("%s on %s is visible: 3 to 1", (mark, ground) => {
    expect(contrast(theme, mark, ground)).toBeGreaterThanOrEqual(3);
  });
});
