import type { Letter } from "./read-terms";
import type { AgeMatch, LabelMatch, Pattern } from "./search-query";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const AGE = /^([<>])(\d{1,9})([smhdw])$/;
const LABEL_NAME = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** The letters as text. */
export const textOf = (letters: readonly Letter[]): string => letters.map(({ char }) => char).join("");

/** The letters as a pattern: a star outside of quotes stands for anything. */
export function patternOf(letters: readonly Letter[]): Pattern {
  const parts = [""];
  for (const { char, isQuoted } of letters)
    if (char === "*" && !isQuoted) parts.push("");
    else parts[parts.length - 1] += char;
  // Two stars say no more than one.
  return parts.filter((part, i) => part !== "" || i === 0 || i === parts.length - 1);
}

/** Where a label's name ends: at the first equals sign outside of quotes; null when there is none. */
export function equalsAt(letters: readonly Letter[]): number | null {
  const at = letters.findIndex(({ char, isQuoted }) => char === "=" && !isQuoted);
  return at === -1 ? null : at;
}

/** `name` or `name=value`; null for what cannot be a label. */
export function labelOf(letters: readonly Letter[]): LabelMatch | null {
  const at = equalsAt(letters);
  const name = textOf(at === null ? letters : letters.slice(0, at));
  if (!LABEL_NAME.test(name)) return null;
  return { name, value: at === null ? null : patternOf(letters.slice(at + 1)) };
}

/** `>90s`, `<2w`; null for what is none. */
export function ageOf(letters: readonly Letter[]): AgeMatch | null {
  const [, comparison, figure, unit] = AGE.exec(textOf(letters).toLowerCase()) ?? [];
  if ((comparison !== ">" && comparison !== "<") || figure === undefined || unit === undefined) return null;
  return { comparison, seconds: Number(figure) * (SECONDS[unit] ?? 1) };
}
