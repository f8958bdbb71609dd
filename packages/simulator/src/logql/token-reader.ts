import { unquote } from "../promql/literals";
import { type Token, tokensOf } from "./lexer";
import { type LogqlError, logqlParseError } from "./logql-error";

const named = ({ kind, text }: Token): string => (kind === "end" ? "$end" : kind === "word" ? `IDENTIFIER ${text}` : text);

/** Reads the tokens of one query from left to right. */
export class TokenReader {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokensOf(source);
  }

  /** The token that comes next, or one further on. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.next++;
    return token;
  }

  is(text: string): boolean {
    const { kind, text: found } = this.peek();
    return (kind === "symbol" || kind === "word") && found === text;
  }

  /** Takes the token when it is this one. */
  takeIf(text: string): boolean {
    const isIt = this.is(text);
    if (isIt) this.next++;
    return isIt;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) throw this.unexpected(text);
  }

  word(): string {
    if (this.peek().kind !== "word") throw this.unexpected("IDENTIFIER");
    return this.take().text;
  }

  string(): string {
    if (this.peek().kind !== "string") throw this.unexpected("STRING");
    return unquote(this.take().text);
  }

  unexpected(expected?: string): LogqlError {
    const token = this.peek();
    return logqlParseError(this.source, token.at, `syntax error: unexpected ${named(token)}${expected ? `, expecting ${expected}` : ""}`);
  }

  error(at: number, problem: string): LogqlError {
    return logqlParseError(this.source, at, problem);
  }
}
