import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { Characters } from "../values/text";

const outOfRange = (index: bigint) => new CelRuntimeError(`index out of range: ${index}`);

const charAt = (text: string, index: bigint): string => {
  const characters = new Characters(text);
  if (index < 0n || index > BigInt(characters.length)) throw outOfRange(index);
  return characters.at(Number(index));
};

const indexFrom = (text: string, part: string, offset: bigint): bigint => {
  const characters = new Characters(text);
  const size = BigInt(characters.length);
  if (offset < 0n) throw outOfRange(offset);
  if (part === "") return offset > size ? size : offset;
  return offset >= size ? -1n : BigInt(characters.indexOf(part, Number(offset)));
};

const lastIndexFrom = (text: string, part: string, offset: bigint): bigint => {
  const characters = new Characters(text);
  const size = BigInt(characters.length);
  if (offset < 0n) throw outOfRange(offset);
  if (part === "") return offset > size ? size : offset;
  return offset >= size ? -1n : BigInt(characters.lastIndexOf(part, Number(offset)));
};

const lastIndex = (text: string, part: string): bigint => {
  const size = new Characters(text).length;
  if (part === "") return BigInt(size);
  return size === 0 ? -1n : lastIndexFrom(text, part, BigInt(size - 1));
};

const substring = (text: string, from: bigint, to?: bigint): string => {
  const characters = new Characters(text);
  const size = BigInt(characters.length);
  if (to !== undefined && from > to) throw new CelRuntimeError(`invalid substring range. start: ${from}, end: ${to}`);
  if (from < 0n || from > size) throw outOfRange(from);
  if (to !== undefined && (to < 0n || to > size)) throw outOfRange(to);
  return characters.slice(Number(from), Number(to ?? size));
};

const partsOf = (text: string, separator: string): string[] => (separator === "" ? [...text] : text.split(separator));

const split = (text: string, separator: string, limit: bigint): string[] => {
  if (limit === 0n) return [];
  const parts = partsOf(text, separator);
  const most = Number(limit);
  if (limit < 0n || parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
};

const replace = (text: string, from: string, to: string, limit: bigint): string => {
  // The empty text stands before each character, and at the end.
  const pieces = from === "" ? ["", ...text] : text.split(from);
  const joints = from === "" ? pieces.length : pieces.length - 1;
  const count = limit < 0n || limit > BigInt(joints) ? joints : Number(limit);
  let result = pieces[0] ?? "";
  if (from === "") {
    result = "";
    for (const [i, piece] of pieces.slice(1).entries()) result += (i < count ? to : "") + piece;
    return count === joints ? result + to : result;
  }
  for (const [i, piece] of pieces.slice(1).entries()) result += (i < count ? to : from) + piece;
  return result;
};

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "\x07": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\", '"': '\\"' },
};
const quote = (text: string) => `"${[...text].map((character) => ESCAPES[character] ?? character).join("")}"`;

const requireStrings = (items: readonly unknown[]): string[] =>
  items.map((item) => {
    if (typeof item !== "string") throw new CelRuntimeError("no such overload");
    return item;
  });

const SPACE =
  /^[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** Functions of strings: those of the language, and of the strings extension in the version that Kubernetes has. */
export const STRINGS: readonly Declaration[] = [
  ["string::contains(string): bool", (text: string, part: string) => text.includes(part)],
  ["string::endsWith(string): bool", (text: string, part: string) => text.endsWith(part)],
  ["string::startsWith(string): bool", (text: string, part: string) => text.startsWith(part)],
  ["string::charAt(int): string", charAt],
  ["string::indexOf(string): int", (text: string, part: string) => indexFrom(text, part, 0n)],
  ["string::indexOf(string, int): int", indexFrom],
  ["string::lastIndexOf(string): int", lastIndex],
  ["string::lastIndexOf(string, int): int", lastIndexFrom],
  ["string::lowerAscii(): string", (text: string) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase())],
  ["string::upperAscii(): string", (text: string) => text.replace(/[a-z]+/g, (part) => part.toUpperCase())],
  ["string::replace(string, string): string", (text: string, from: string, to: string) => replace(text, from, to, -1n)],
  ["string::replace(string, string, int): string", replace],
  ["string::split(string): list(string)", (text: string, separator: string) => split(text, separator, -1n)],
  ["string::split(string, int): list(string)", split],
  ["string::substring(int): string", (text: string, from: bigint) => substring(text, from)],
  ["string::substring(int, int): string", substring],
  ["string::trim(): string", (text: string) => text.replace(SPACE, "")],
  ["strings.quote(string): string", quote],
  ["list(string)::join(): string", (items: unknown[]) => requireStrings(items).join("")],
  ["list(string)::join(string): string", (items: unknown[], separator: string) => requireStrings(items).join(separator)],
];
