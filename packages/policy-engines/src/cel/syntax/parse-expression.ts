import { CelSyntaxError } from "../compile-fault";
import { BOOL, BYTES, DOUBLE, INT, NULL, STRING, UINT } from "../types/cel-type";
import type { Node } from "./ast";
import { tokensOf } from "./lexer";
import { expandMacro } from "./macros";
import { TokenReader } from "./token-reader";

const MAX_CHARACTERS = 100_000;
const MAX_DEPTH = 250;

const RELATIONS = ["<", "<=", ">", ">=", "==", "!=", "in"];
const RESERVED = new Set("as break const continue else for function if import let loop package namespace return var void while".split(" "));
const LITERALS: Readonly<Record<string, readonly [unknown, typeof BOOL]>> = {
  true: [true, BOOL],
  false: [false, BOOL],
  null: [null, NULL],
};
const VALUE_TYPES = { int: INT, uint: UINT, double: DOUBLE, string: STRING, bytes: BYTES } as const;

const call = (name: string, at: number, ...args: readonly Node[]): Node => ({ kind: "call", at, name, target: null, args });

class Parser {
  private depth = 0;

  constructor(private readonly words: TokenReader) {}

  whole(): Node {
    const node = this.expression();
    this.words.requireEnd();
    return node;
  }

  private expression(): Node {
    if (++this.depth > MAX_DEPTH) throw new CelSyntaxError(-1, `expression recursion limit exceeded: ${MAX_DEPTH}`);
    const condition = this.logical("||", () => this.logical("&&", () => this.relation()));
    const at = this.words.take("?");
    if (at === null) {
      this.depth--;
      return condition;
    }
    const yes = this.logical("||", () => this.logical("&&", () => this.relation()));
    this.words.require(":");
    const no = this.expression();
    this.depth--;
    return call("_?_:_", at, condition, yes, no);
  }

  /** However many are joined, they are one node: a long list of conditions is not a deep tree. */
  private logical(operator: string, part: () => Node): Node {
    const first = part();
    const args = [first];
    let at: number | null = null;
    for (let next = this.words.take(operator); next !== null; next = this.words.take(operator)) {
      at ??= next;
      args.push(part());
    }
    return at === null ? first : call(`_${operator}_`, at, ...args);
  }

  private chain(operators: readonly string[], part: () => Node): Node {
    let left = part();
    for (let count = 1; operators.includes(this.words.current.text) && ["operator", "ident"].includes(this.words.current.kind); count++) {
      if (count >= MAX_DEPTH) throw new CelSyntaxError(-1, "max recursion depth exceeded");
      const { text, at } = this.words.advance();
      left = call(text === "in" ? "@in" : `_${text}_`, at, left, part());
    }
    return left;
  }

  private relation = (): Node => this.chain(RELATIONS, () => this.chain(["+", "-"], () => this.chain(["*", "/", "%"], () => this.unary())));

  private unary(): Node {
    for (const operator of ["!", "-"]) {
      const at = this.words.take(operator);
      if (at === null) continue;
      if (operator === "-" && ["int", "double"].includes(this.words.current.kind)) return this.negativeLiteral(at);
      let count = 1;
      while (this.words.take(operator) !== null) count++;
      const operand = this.member(this.primary());
      return count % 2 === 0 ? operand : call(`${operator}_`, at, operand);
    }
    return this.member(this.primary());
  }

  private negativeLiteral(at: number): Node {
    const { kind, value } = this.words.advance();
    const negative = kind === "int" ? -(value as bigint) : -(value as number);
    return this.member({ kind: "literal", at, value: negative, type: kind === "int" ? INT : DOUBLE });
  }

  private primary(): Node {
    const { kind, text, at, value } = this.words.current;
    if (kind === "ident") return this.identifier();
    if (kind in VALUE_TYPES) {
      this.words.advance();
      if (kind === "int" && (value as bigint) >= 2n ** 63n) throw new CelSyntaxError(at, "invalid int literal");
      return { kind: "literal", at, value, type: VALUE_TYPES[kind as keyof typeof VALUE_TYPES] };
    }
    if (text === "." && kind === "operator") {
      this.words.advance();
      return this.identifier();
    }
    if (this.words.take("(") !== null) {
      const inner = this.expression();
      this.words.require(")");
      return inner;
    }
    if (this.words.is("[")) return this.list();
    if (this.words.is("{")) return this.map();
    return this.words.refuse();
  }

  private identifier(): Node {
    const { kind, text, at } = this.words.current;
    if (kind !== "ident") this.words.refuse("IDENTIFIER");
    this.words.advance();
    const literal = Object.hasOwn(LITERALS, text) ? LITERALS[text] : undefined;
    if (literal) return { kind: "literal", at, value: literal[0], type: literal[1] };
    if (text === "in") throw new CelSyntaxError(at, "Syntax error: mismatched input 'in'");
    if (this.words.is("(")) return this.arguments(text, null);
    if (RESERVED.has(text)) throw new CelSyntaxError(at, `reserved identifier: ${text}`);
    return { kind: "ident", at, name: text };
  }

  private arguments(name: string, target: Node | null): Node {
    const at = this.words.require("(");
    const args: Node[] = [];
    while (!this.words.is(")")) {
      args.push(this.expression());
      if (this.words.take(",") === null) break;
      if (this.words.is(")")) this.words.refuse();
    }
    this.words.require(")");
    return expandMacro({ kind: "call", at, name, target, args });
  }

  private member(first: Node): Node {
    let node = first;
    for (let count = 1; ; count++) {
      if (count >= MAX_DEPTH) throw new CelSyntaxError(-1, "max recursion depth exceeded");
      const dot = this.words.take(".");
      if (dot !== null) node = this.selection(node, dot);
      else if (this.words.is("[")) node = this.index(node);
      else if (this.words.is("{") && isTypeName(node)) node = this.message(node);
      else return node;
    }
  }

  private selection(operand: Node, at: number): Node {
    const isOptional = this.words.take("?") !== null;
    const { kind, text, value } = this.words.current;
    if (kind !== "ident" && kind !== "escaped") this.words.refuse("IDENTIFIER");
    this.words.advance();
    if (!isOptional && kind === "ident" && this.words.is("(")) return this.arguments(text, operand);
    return { kind: "select", at, operand, field: kind === "escaped" ? String(value) : text, isTest: false, isOptional };
  }

  private index(operand: Node): Node {
    const at = this.words.require("[");
    const isOptional = this.words.take("?") !== null;
    const key = this.expression();
    this.words.require("]");
    return call(isOptional ? "_[?_]" : "_[_]", at, operand, key);
  }

  private list(): Node {
    const at = this.words.require("[");
    const elements: { node: Node; isOptional: boolean }[] = [];
    while (!this.words.is("]")) {
      const isOptional = this.words.take("?") !== null;
      elements.push({ node: this.expression(), isOptional });
      if (this.words.take(",") === null) break;
    }
    this.words.require("]");
    return { kind: "list", at, elements };
  }

  private map(): Node {
    const at = this.words.require("{");
    const entries: { key: Node; value: Node; isOptional: boolean }[] = [];
    while (!this.words.is("}")) {
      const isOptional = this.words.take("?") !== null;
      const key = this.expression();
      this.words.require(":");
      entries.push({ key, value: this.expression(), isOptional });
      if (this.words.take(",") === null) break;
    }
    this.words.require("}");
    return { kind: "map", at, entries };
  }

  /** `Type{field: value}` is read to its end, so that it can be refused by name. */
  private message(type: Node): Node {
    const at = this.words.require("{");
    while (!this.words.is("}")) {
      this.words.take("?");
      if (!["ident", "escaped"].includes(this.words.current.kind)) this.words.refuse("'}'");
      this.words.advance();
      this.words.require(":");
      this.expression();
      if (this.words.take(",") === null) break;
    }
    this.words.require("}");
    return { kind: "struct", at, name: qualifiedName(type) ?? "" };
  }
}

const isTypeName = (node: Node): boolean => qualifiedName(node) !== null;

/** `a.b.c` as one name, or null for anything else. */
export function qualifiedName(node: Node): string | null {
  if (node.kind === "ident") return node.name;
  if (node.kind !== "select" || node.isTest || node.isOptional) return null;
  const before = qualifiedName(node.operand);
  return before === null ? null : `${before}.${node.field}`;
}

/** Reads an expression, or throws a `CelSyntaxError` that says where it ends to be one. */
export function parseExpression(text: string): Node {
  const size = text.length > MAX_CHARACTERS ? [...text].length : text.length;
  if (size > MAX_CHARACTERS)
    throw new CelSyntaxError(-1, `expression code point size exceeds limit: size: ${size}, limit ${MAX_CHARACTERS}`);
  return new Parser(new TokenReader(tokensOf(text))).whole();
}
