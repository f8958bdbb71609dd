import { CelSyntaxError } from "../compile-fault";
import type { Token } from "./lexer";

const EXPECTED = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** Walks over the words of an expression, and complains in the words of cel-go. */
export class TokenReader {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get current(): Token {
    return this.tokens[this.position] as Token;
  }

  advance(): Token {
    const token = this.current;
    if (token.kind !== "end") this.position++;
    return token;
  }

  is(operator: string): boolean {
    const { kind, text } = this.current;
    return kind === "operator" && text === operator;
  }

  /** Steps over an operator where it stands, and says where that was. */
  take(operator: string): number | null {
    return this.is(operator) ? this.advance().at : null;
  }

  require(operator: string): number {
    return this.take(operator) ?? this.refuse(`'${operator}'`);
  }

  refuse(expected = EXPECTED): never {
    const { text, at } = this.current;
    throw new CelSyntaxError(at, `Syntax error: mismatched input '${text}' expecting ${expected}`);
  }

  requireEnd(): void {
    const { kind, text, at } = this.current;
    if (kind !== "end") throw new CelSyntaxError(at, `Syntax error: extraneous input '${text}' expecting <EOF>`);
  }
}
