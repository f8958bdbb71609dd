import { CelSyntaxError } from "../compile-fault";
import { Uint } from "../values/cel-values";
import { quotedToken } from "./string-literal";

/** A word of an expression. */
export interface Token {
  readonly kind: "end" | "ident" | "escaped" | "int" | "uint" | "double" | "string" | "bytes" | "operator";
  readonly text: string;
  readonly at: number;
  readonly value?: unknown;
}

const SPACES = /[ \t\r\n\f]+|\/\/[^\n]*/y;
const NUMBER = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)|\d+[uU]?/y;
const IDENT = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const QUOTE = /(?:[bB][rR]?|[rR][bB]?)?(?:"""|'''|"|')/y;
const ESCAPED = /`[a-zA-Z0-9_.\-/ ]+`/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]{}]/y;

const MAX_INT = 2n ** 63n;

const matched = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
};

const numberToken = (text: string, at: number): Token => {
  if (/^0x/i.test(text) ? false : /[.eE]/.test(text)) {
    const value = Number(text);
    if (!Number.isFinite(value)) throw new CelSyntaxError(at, "invalid double literal");
    return { kind: "double", text, at, value };
  }
  if (/u$/i.test(text)) {
    const value = BigInt(text.slice(0, -1));
    if (value >= 2n ** 64n) throw new CelSyntaxError(at, "invalid uint literal");
    return { kind: "uint", text, at, value: new Uint(value) };
  }
  // One more than the greatest: it is in range after the minus that may stand before it, and the parser looks at that.
  const value = BigInt(text);
  if (value > MAX_INT) throw new CelSyntaxError(at, "invalid int literal");
  return { kind: "int", text, at, value };
};

const tokenAt = (source: string, at: number): Token => {
  if (at >= source.length) return { kind: "end", text: "<EOF>", at };
  const quote = matched(QUOTE, source, at);
  if (quote) return quotedToken(source, at, quote);
  const ident = matched(IDENT, source, at);
  if (ident) return { kind: "ident", text: ident, at };
  const number = matched(NUMBER, source, at);
  if (number) return numberToken(number, at);
  const escaped = matched(ESCAPED, source, at);
  if (escaped) return { kind: "escaped", text: escaped, at, value: escaped.slice(1, -1) };
  const operator = matched(OPERATOR, source, at);
  if (operator) return { kind: "operator", text: operator, at };
  throw new CelSyntaxError(at, `Syntax error: token recognition error at: '${String.fromCodePoint(source.codePointAt(at) ?? 0)}'`);
};

/** Cuts an expression into its words, the last of which is `end`. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    for (let space = matched(SPACES, source, at); space; space = matched(SPACES, source, at)) at += space.length;
    const token = tokenAt(source, at);
    tokens.push(token);
    if (token.kind === "end") return tokens;
    at += token.text.length;
  }
}
