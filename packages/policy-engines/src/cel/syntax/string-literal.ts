import { CelSyntaxError } from "../compile-fault";
import type { Token } from "./lexer";

const SIMPLE: Readonly<Record<string, string>> = {
  ...{ "\\": "\\", "?": "?", '"': '"', "'": "'", "`": "`" },
  ...{ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
};
const CODED = /x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})/y;

const utf8 = new TextEncoder();

/** Where the text between the quotes ends. */
const endOf = (source: string, from: number, delimiter: string, isRaw: boolean, at: number): number => {
  for (let i = from; i < source.length; i++) {
    if (source.startsWith(delimiter, i)) return i;
    if (delimiter.length === 1 && (source[i] === "\n" || source[i] === "\r")) break;
    if (source[i] === "\\" && !isRaw) i++;
  }
  throw new CelSyntaxError(at, `Syntax error: token recognition error at: '${source.slice(at, at + 40)}'`);
};

const escapeAt = (body: string, i: number, at: number): { length: number; code: number; isByte: boolean } => {
  CODED.lastIndex = i;
  const match = CODED.exec(body);
  const [whole = "", hex, upperHex, short, long, octal] = match ?? [];
  const digits = hex ?? upperHex ?? short ?? long;
  const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(digits ?? "", 16);
  const isRefused = Number.isNaN(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  if (isRefused) throw new CelSyntaxError(at, "unable to unescape string");
  return { length: whole.length, code, isByte: octal !== undefined || hex !== undefined || upperHex !== undefined };
};

const unescaped = (body: string, isBytes: boolean, at: number): { text: string; bytes: number[] } => {
  let text = "";
  const bytes: number[] = [];
  const add = (part: string) => {
    text += part;
    if (isBytes) bytes.push(...utf8.encode(part));
  };
  for (let i = 0; i < body.length; i++) {
    const character = String.fromCodePoint(body.codePointAt(i) ?? 0);
    if (character !== "\\") {
      add(character);
      i += character.length - 1;
      continue;
    }
    const simple = SIMPLE[body[i + 1] ?? ""];
    if (simple !== undefined) {
      add(simple);
      i++;
      continue;
    }
    const { length, code, isByte } = escapeAt(body, i + 1, at);
    if (isBytes && !isByte) throw new CelSyntaxError(at, "unable to unescape bytes");
    if (isBytes) bytes.push(code);
    else add(String.fromCodePoint(code));
    i += length;
  }
  return { text, bytes };
};

/** Reads a string or bytes literal, of which `quote` is the beginning: its prefix and its quotes. */
export function quotedToken(source: string, at: number, quote: string): Token {
  const prefix = quote.replaceAll(/["']/g, "").toLowerCase();
  const delimiter = quote.slice(prefix.length);
  const [isRaw, isBytes] = [prefix.includes("r"), prefix.includes("b")];
  const from = at + quote.length;
  const end = endOf(source, from, delimiter, isRaw, at);
  // A carriage return never gets into a string, however the file was written.
  const body = source.slice(from, end).replaceAll(/\r\n?/g, "\n");
  const text = source.slice(at, end + delimiter.length);
  if (isRaw) return { kind: isBytes ? "bytes" : "string", text, at, value: isBytes ? utf8.encode(body) : body };
  const value = unescaped(body, isBytes, at);
  return { kind: isBytes ? "bytes" : "string", text, at, value: isBytes ? Uint8Array.from(value.bytes) : value.text };
}
