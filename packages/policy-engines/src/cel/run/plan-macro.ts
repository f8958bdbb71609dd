import type { MacroNode } from "../syntax/ast";
import { CelMap, isMapKey } from "../values/cel-map";
import { isMap, type MapValue, Optional, typeNameOf } from "../values/cel-values";
import { mapEntries } from "../values/map-access";
import { sortedBy } from "../values/sorted-by";
import type { Planner } from "./plan-expression";
import { Absorbed } from "./plan-logic";
import type { Evaluate, RunState } from "./run-state";
import { CelRuntimeError } from "./runtime-error";

/** What the loop itself costs each time, in the measure of cel-go. */
const LOOP_COST = 3;

/** The parts of a macro, planned. `each` sets the variables for one member after the other, until it is told to stop. */
interface Loop {
  readonly filter: Evaluate;
  readonly body: Evaluate;
  each(run: RunState, visit: (first: unknown) => boolean): void;
}

const setMembers = (run: RunState, slot: number, range: unknown, isPair: boolean, visit: (first: unknown) => boolean): void => {
  const set = (first: unknown, second: unknown): boolean => {
    run.charge(LOOP_COST);
    run.locals[slot] = first;
    if (isPair) run.locals[slot + 1] = second;
    return visit(first);
  };
  if (Array.isArray(range)) {
    for (let i = 0; i < range.length; i++) if (!set(isPair ? BigInt(i) : range[i], range[i])) return;
  } else if (isMap(range)) {
    for (const [key, value] of mapEntries(range)) if (!set(key, value)) return;
  } else throw new CelRuntimeError(`got '${goTypeName(range)}', expected iterable type`);
};

const GO_NAMES: Readonly<Record<string, string>> = {
  bool: "Bool",
  int: "Int",
  uint: "Uint",
  double: "Double",
  string: "String",
  bytes: "Bytes",
  null_type: "Null",
};
const goTypeName = (value: unknown): string => `types.${GO_NAMES[typeNameOf(value)] ?? typeNameOf(value)}`;

const isTrue = (value: unknown): boolean => {
  if (typeof value !== "boolean") throw new CelRuntimeError("no such overload");
  return value;
};

const quantifier =
  ({ each, body }: Loop, decides: boolean): Evaluate =>
  (run) => {
    const absorbed = new Absorbed();
    let isDecided = false;
    each(run, () => {
      isDecided = absorbed.try(() => body(run)) === decides;
      return !isDecided;
    });
    return isDecided ? decides : absorbed.settle(!decides);
  };

const collecting =
  ({ each, filter }: Loop, yields: (run: RunState, first: unknown) => unknown): Evaluate =>
  (run) => {
    const items: unknown[] = [];
    run.charge(10);
    each(run, (first) => {
      if (isTrue(filter(run))) items.push(yields(run, first));
      return true;
    });
    return items;
  };

const insert = (map: CelMap, key: unknown, value: unknown): void => {
  if (!isMapKey(key) && typeof key !== "number") throw new CelRuntimeError("unsupported key type");
  if (!map.insert(key, value)) throw new CelRuntimeError(`insert failed: key ${String(key)} already exists`);
};

const building =
  ({ each, filter }: Loop, add: (run: RunState, map: CelMap, first: unknown) => void): Evaluate =>
  (run) => {
    const map = new CelMap();
    run.charge(30);
    each(run, (first) => {
      if (isTrue(filter(run))) add(run, map, first);
      return true;
    });
    return map;
  };

const planLoop = (name: MacroNode["name"], loop: Loop): Evaluate => {
  const { body, each } = loop;
  switch (name) {
    case "all":
      return quantifier(loop, false);
    case "exists":
      return quantifier(loop, true);
    case "existsOne":
      return (run) => {
        let count = 0;
        each(run, () => {
          if (isTrue(body(run))) count++;
          return true;
        });
        return count === 1;
      };
    case "filter":
      return collecting({ ...loop, filter: body }, (_run, first) => first);
    case "transformMap":
      return building(loop, (run, map, first) => insert(map, first, body(run)));
    case "transformMapEntry":
      return building(loop, (run, map) => {
        const entry = body(run);
        if (!isMap(entry)) throw new CelRuntimeError("no such overload");
        for (const [key, value] of mapEntries(entry as MapValue)) insert(map, key, value);
      });
    default:
      return collecting(loop, (run) => body(run));
  }
};

const planSortBy = (range: Evaluate, loop: Loop): Evaluate => {
  const keysOf = collecting(loop, (run) => loop.body(run));
  return (run) => {
    const items = range(run);
    if (!Array.isArray(items)) throw new CelRuntimeError("no such overload");
    return sortedBy(items, keysOf(run) as unknown[]);
  };
};

const planOptional = (planner: Planner, { name, range, variables, body }: MacroNode): Evaluate => {
  const optional = planner.plan(range);
  return planner.within(variables, (slot) => {
    const inner = planner.plan(body);
    return (run) => {
      const value = optional(run);
      if (!(value instanceof Optional)) throw new CelRuntimeError("no such overload");
      if (!value.hasValue) return value;
      run.locals[slot] = value.value;
      return name === "optMap" ? Optional.of(inner(run)) : inner(run);
    };
  });
};

/** A macro as a loop; what it goes through is evaluated outside of the scope of its variables. */
export function planMacro(planner: Planner, node: MacroNode): Evaluate {
  if (node.name === "optMap" || node.name === "optFlatMap") return planOptional(planner, node);
  const range = planner.plan(node.range);
  return planner.within(node.variables, (slot) => {
    const loop: Loop = {
      filter: node.filter ? planner.plan(node.filter) : () => true,
      body: planner.plan(node.body),
      each: (run, visit) => setMembers(run, slot, range(run), node.variables.length === 2, visit),
    };
    return node.name === "sortBy" ? planSortBy(range, loop) : planLoop(node.name, loop);
  });
}
