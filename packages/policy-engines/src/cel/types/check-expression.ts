import type { CelIssue } from "../compile-fault";
import type { CelEnvironment } from "../environment";
import type { CallNode, IdentNode, ListNode, MapNode, Node, SelectNode } from "../syntax/ast";
import { qualifiedName } from "../syntax/parse-expression";
import { BOOL, type CelType, DYN, ERROR, isSameType, listOf, mapOf, optionalOf, typeText } from "./cel-type";
import { checkMacro } from "./check-macro";
import type { Overload } from "./signature";
import { areAssignable, mostGeneral, type Substitutions, substitute } from "./substitutions";
import { typeIdent } from "./type-names";

/** What is known of a call after the check: the forms that its arguments allow, and whether it is called on its target. */
export interface Resolution {
  readonly overloads: readonly Overload[];
  readonly isOnTarget: boolean;
}

/** A checked expression. */
export interface Checked {
  readonly type: CelType;
  readonly issues: readonly CelIssue[];
  readonly types: ReadonlyMap<Node, CelType>;
  readonly calls: ReadonlyMap<CallNode, Resolution>;
  /** Selections that are names of variables or types: `authorizer.requestResource`, `google.protobuf.Duration`. */
  readonly names: ReadonlyMap<Node, string>;
}

/** Finds the type of every node as cel-go does, and complains where cel-go does. */
export class Checker {
  readonly issues: CelIssue[] = [];
  readonly types = new Map<Node, CelType>();
  readonly calls = new Map<CallNode, Resolution>();
  readonly names = new Map<Node, string>();
  private readonly known: Substitutions = new Map();
  private readonly scopes: (readonly [name: string, type: CelType])[] = [];
  private freeParams = 0;

  constructor(readonly environment: CelEnvironment) {}

  typeOf(node: Node): CelType {
    const type = this.found(node);
    this.types.set(node, type);
    return type;
  }

  private found(node: Node): CelType {
    switch (node.kind) {
      case "literal":
        return node.type;
      case "ident":
        return this.ident(node);
      case "select":
        return this.select(node);
      case "call":
        return this.call(node);
      case "list":
        return this.list(node);
      case "map":
        return this.map(node);
      case "macro":
        return checkMacro(this, node);
      case "struct":
        return this.complain(node.at, `undeclared reference to '${node.name}' (in container '')`);
    }
  }

  complain(at: number, text: string): CelType {
    this.issues.push({ at, text });
    return ERROR;
  }

  /** Runs `work` where variables of a macro are known. */
  within<T>(variables: readonly (readonly [string, CelType])[], work: () => T): T {
    this.scopes.push(...variables);
    try {
      return work();
    } finally {
      this.scopes.length -= variables.length;
    }
  }

  freshParam(): CelType {
    return { kind: "param", name: `_var${this.freeParams++}` };
  }

  fits(to: CelType, from: CelType): boolean {
    return areAssignable(this.known, [to], [from]);
  }

  final(type: CelType, isFinal = false): CelType {
    return substitute(this.known, type, isFinal);
  }

  mismatch(at: number, expected: CelType, found: CelType): CelType {
    return this.complain(at, `expected type '${typeText(expected)}' but found '${typeText(found)}'`);
  }

  noOverload(at: number, name: string, types: readonly CelType[], isMember: boolean): CelType {
    const [first = "", ...rest] = types.map((type) => typeText(this.final(type, true)));
    const applied = isMember ? `${first}.(${rest.join(", ")})` : `(${[first, ...rest].join(", ")})`;
    return this.complain(at, `found no matching overload for '${name}' applied to '${applied}'`);
  }

  /** The type of what `optional` holds; of anything else itself. */
  unwrapped(type: CelType): { type: CelType; isOptional: boolean } {
    return type.kind === "optional" ? { type: type.inner, isOptional: true } : { type, isOptional: false };
  }

  private ident(node: IdentNode): CelType {
    const local = this.scopes.findLast(([name]) => name === node.name);
    if (local) return local[1];
    const { variables } = this.environment;
    const type = Object.hasOwn(variables, node.name) ? variables[node.name] : typeIdent(node.name);
    return type ?? this.complain(node.at, `undeclared reference to '${node.name}' (in container '')`);
  }

  private qualified(node: SelectNode): CelType | null {
    const name = qualifiedName(node);
    if (name === null || this.scopes.some(([local]) => name.startsWith(`${local}.`))) return null;
    const { variables } = this.environment;
    const type = Object.hasOwn(variables, name) ? variables[name] : typeIdent(name);
    if (type) this.names.set(node, name);
    return type ?? null;
  }

  private select(node: SelectNode): CelType {
    if (!node.isTest && !node.isOptional) {
      const type = this.qualified(node);
      if (type) return type;
    }
    const { type: operand, isOptional } = this.unwrapped(this.final(this.typeOf(node.operand)));
    const field = this.fieldType(node, this.final(operand));
    if (node.isTest) return BOOL;
    return this.final(isOptional || node.isOptional ? optionalOf(field) : field);
  }

  private fieldType({ at, field }: SelectNode, operand: CelType): CelType {
    if (operand.kind === "map") return operand.value;
    if (operand.kind === "struct") return this.structField(at, operand.name, field);
    if (operand.kind === "param") {
      this.fits(DYN, operand);
      return DYN;
    }
    if (operand !== DYN && operand !== ERROR) this.complain(at, `type '${typeText(operand)}' does not support field selection`);
    return DYN;
  }

  private structField(at: number, name: string, field: string): CelType {
    const { structs } = this.environment;
    const fields = Object.hasOwn(structs, name) ? structs[name] : undefined;
    if (!fields) {
      const isOpaque = name.startsWith("net.");
      return this.complain(at, isOpaque ? `type '${name}' does not support field selection` : `unexpected failed resolution of '${name}'`);
    }
    const type = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (type) return type;
    this.complain(at, `undefined field '${field}'`);
    return DYN;
  }

  private call(node: CallNode): CelType {
    const { name, target, args, at } = node;
    const types = args.map((arg) => this.typeOf(arg));
    if (name === "_||_" || name === "_&&_") return this.logical(node, types);
    if (name === "_?_:_" || target === null) return this.resolve(node, name, null, types);
    const prefix = qualifiedName(target);
    const full = `${prefix}.${name}`;
    if (prefix !== null && this.environment.functions.has(full)) return this.resolve(node, full, null, types);
    const targetType = this.typeOf(target);
    if (!this.environment.functions.has(name)) return this.complain(at, `undeclared reference to '${name}' (in container '')`);
    return this.resolve(node, name, targetType, types);
  }

  private logical({ args }: CallNode, types: readonly CelType[]): CelType {
    let isWrong = false;
    for (const [i, type] of types.entries()) {
      if (this.fits(type, BOOL)) continue;
      isWrong = true;
      this.mismatch(args[i]?.at ?? 0, BOOL, this.final(type));
    }
    return isWrong ? ERROR : BOOL;
  }

  private resolve(node: CallNode, name: string, target: CelType | null, args: readonly CelType[]): CelType {
    const functions = this.environment.functions.get(name);
    if (!functions) return this.complain(node.at, `undeclared reference to '${name}' (in container '')`);
    const types = target ? [target, ...args] : args;
    const matching: Overload[] = [];
    let result: CelType | null = null;
    for (const overload of functions) {
      if (overload.isMember !== (target !== null)) continue;
      const fresh: Substitutions = new Map(overload.typeParameters.map((param) => [param, this.freshParam()]));
      const parameters = overload.parameters.map((parameter) => substitute(fresh, parameter, false));
      if (!areAssignable(this.known, types, parameters)) continue;
      matching.push(overload);
      const yields = this.final(substitute(fresh, overload.result, false));
      if (result === null) result = yields;
      else if (result !== DYN && !isSameType(yields, result)) result = DYN;
    }
    if (result === null) return this.noOverload(node.at, name, types, target !== null);
    this.calls.set(node, { overloads: matching, isOnTarget: target !== null });
    return result;
  }

  /** Mixed literals are `dyn` here; they are refused afterwards, where they are not to be printed. */
  private joined(before: CelType | null, type: CelType): CelType {
    if (before === null) return type;
    return this.fits(before, type) ? mostGeneral(before, type) : DYN;
  }

  private optionalPart(node: Node, type: CelType, isOptional: boolean): CelType {
    if (!isOptional) return type;
    const unwrapped = this.unwrapped(type);
    if (!unwrapped.isOptional && type !== DYN) this.mismatch(node.at, optionalOf(type), type);
    return unwrapped.type;
  }

  private list({ elements }: ListNode): CelType {
    let type: CelType | null = null;
    for (const { node, isOptional } of elements) type = this.joined(type, this.optionalPart(node, this.typeOf(node), isOptional));
    return listOf(type ?? this.freshParam());
  }

  private map({ entries }: MapNode): CelType {
    let [keyType, valueType]: (CelType | null)[] = [null, null];
    for (const { key, value, isOptional } of entries) {
      keyType = this.joined(keyType ?? null, this.typeOf(key));
      valueType = this.joined(valueType ?? null, this.optionalPart(value, this.typeOf(value), isOptional));
    }
    return mapOf(keyType ?? this.freshParam(), valueType ?? this.freshParam());
  }
}

/** Checks an expression against an environment; nothing is evaluated. */
export function checkExpression(node: Node, environment: CelEnvironment): Checked {
  const checker = new Checker(environment);
  const type = checker.final(checker.typeOf(node), true);
  const issues = checker.issues.toSorted((a, b) => a.at - b.at);
  const types = new Map([...checker.types].map(([each, found]) => [each, checker.final(found, true)]));
  return { type, issues, types, calls: checker.calls, names: checker.names };
}
