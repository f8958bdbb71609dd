import { logqlParseError } from "./logql-error";

/** What a token is; `end` comes after the last. */
export type TokenKind = "word" | "number" | "duration" | "bytes" | "string" | "symbol" | "end";

/** One word of a query, and its offset in it. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ["string", /(?:"(?:\\.|[^"\\\n])*"|`[^`]*`)/y],
  ["duration", /(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+(?![\w])/y],
  ["bytes", /\d+(?:\.\d+)?(?:[KMGTP]i?B|[kmgtp]i?b|B|b)(?![\w])/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["word", /[A-Za-z_][\w.]*/y],
  ["symbol", /(?:\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[{}()[\],|=<>+\-*/%^])/y],
];
const SKIPPED = /(?:\s+|#[^\n]*)+/y;

/** The tokens of a query, with an `end` after the last. Throws at what is none. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (;;) {
    take(SKIPPED);
    if (at >= source.length) return [...tokens, { kind: "end", text: "", at }];
    const from = at;
    const found = PATTERNS.map(([kind, pattern]) => [kind, take(pattern)] as const).find(([, text]) => text !== undefined);
    const [kind, text] = found ?? [];
    if (!kind || text === undefined) {
      const isQuote = source[at] === '"' || source[at] === "`";
      throw logqlParseError(source, at, isQuote ? "literal not terminated" : `syntax error: unexpected ${JSON.stringify(source[at])}`);
    }
    at = from + text.length;
    tokens.push({ kind, text, at: from });
  }
}
