import type { CallNode, ListNode, MapNode, Node, SelectNode } from "../syntax/ast";
import type { Checked } from "../types/check-expression";
import { typeIdent } from "../types/type-names";
import { CelMap, isMapKey } from "../values/cel-map";
import { Optional, TypeValue } from "../values/cel-values";
import { isEqual } from "../values/equality";
import { hasMember, memberOf, optionalMember } from "./access";
import { planCall } from "./plan-call";
import { conditional, logical } from "./plan-logic";
import { planMacro } from "./plan-macro";
import type { Evaluate } from "./run-state";
import { CelRuntimeError } from "./runtime-error";

const LIST_COST = 10;
const MAP_COST = 30;

/** Turns a checked expression into functions that call each other. */
export class Planner {
  /** Conversions of constants, which are evaluated once the expression is compiled. */
  readonly folded: Evaluate[] = [];
  private readonly scopes: string[] = [];

  constructor(readonly checked: Checked) {}

  plan(node: Node): Evaluate {
    switch (node.kind) {
      case "literal":
        return () => node.value;
      case "ident":
        return this.variable(node.name);
      case "select":
        return this.select(node);
      case "call":
        return this.call(node);
      case "list":
        return this.list(node);
      case "map":
        return this.map(node);
      case "macro":
        return planMacro(this, node);
      case "struct":
        throw new CelRuntimeError(`messages of type ${node.name} are not supported`);
    }
  }

  /** Plans `work` where the variables have places of their own, and says which. */
  within<T>(variables: readonly string[], work: (firstSlot: number) => T): T {
    const slot = this.scopes.length;
    this.scopes.push(...variables);
    const result = work(slot);
    this.scopes.length = slot;
    return result;
  }

  private variable(name: string): Evaluate {
    const slot = this.scopes.lastIndexOf(name);
    if (slot >= 0)
      return (run) => {
        run.charge(1);
        return run.locals[slot];
      };
    const isType = typeIdent(name) !== undefined;
    const type = new TypeValue(name);
    return (run) => {
      if (Object.hasOwn(run.variables, name)) {
        run.charge(1);
        return run.variables[name] ?? null;
      }
      if (isType) return type;
      throw new CelRuntimeError(`no such attribute(s): ${name}`);
    };
  }

  private select(node: SelectNode): Evaluate {
    const name = this.checked.names.get(node);
    if (name !== undefined) return this.variable(name);
    const operand = this.plan(node.operand);
    const { field } = node;
    const member = node.isTest ? hasMember : node.isOptional ? optionalMember : memberOf;
    const cost = node.isTest ? 0 : 1;
    return (run) => {
      run.charge(cost);
      return member(operand(run), field);
    };
  }

  private call(node: CallNode): Evaluate {
    const [first = () => null, second = () => null, third = () => null] = node.args.map((arg) => this.plan(arg));
    switch (node.name) {
      case "_&&_":
      case "_||_":
        return logical(
          node.args.map((arg) => this.plan(arg)),
          node.name === "_||_",
        );
      case "_?_:_":
        return conditional(first, second, third);
      case "_==_":
        return charged((run) => isEqual(first(run), second(run)));
      case "_!=_":
        return charged((run) => !isEqual(first(run), second(run)));
      case "_[_]":
        return charged((run) => memberOf(first(run), second(run)));
      case "_[?_]":
        return charged((run) => optionalMember(first(run), second(run)));
      default:
        return planCall(this, node);
    }
  }

  private list({ elements }: ListNode): Evaluate {
    const parts = elements.map(({ node, isOptional }) => ({ evaluate: this.plan(node), isOptional }));
    return (run) => {
      run.charge(LIST_COST);
      const items: unknown[] = [];
      for (const { evaluate, isOptional } of parts) {
        const value = evaluate(run);
        if (!isOptional) items.push(value);
        else if (optionalOf(value).hasValue) items.push(optionalOf(value).value);
      }
      return items;
    };
  }

  private map({ entries }: MapNode): Evaluate {
    const parts = entries.map(({ key, value, isOptional }) => ({ key: this.plan(key), value: this.plan(value), isOptional }));
    return (run) => {
      run.charge(MAP_COST);
      const map = new CelMap();
      for (const { key: makeKey, value: makeValue, isOptional } of parts) {
        const key = makeKey(run);
        const value = makeValue(run);
        if (!isMapKey(key)) throw new CelRuntimeError("unsupported key type");
        if (isOptional && !optionalOf(value).hasValue) continue;
        map.set(key, isOptional ? optionalOf(value).value : value);
      }
      return map;
    };
  }
}

const charged =
  (evaluate: Evaluate): Evaluate =>
  (run) => {
    run.charge(1);
    return evaluate(run);
  };

const optionalOf = (value: unknown): Optional => {
  if (value instanceof Optional) return value;
  throw new CelRuntimeError("cannot initialize optional entry from non-optional value");
};
