import { CelSyntaxError } from "../compile-fault";
import type { CallNode, MacroName, Node } from "./ast";

/** How many variables a macro binds, and whether a filter stands before what it yields; by name and number of arguments. */
interface Form {
  readonly macro: MacroName;
  readonly variables: number;
  readonly hasFilter?: boolean;
}

const FORMS: Readonly<Record<string, Form>> = {
  "all/2": { macro: "all", variables: 1 },
  "exists/2": { macro: "exists", variables: 1 },
  "exists_one/2": { macro: "existsOne", variables: 1 },
  "filter/2": { macro: "filter", variables: 1 },
  "map/2": { macro: "map", variables: 1 },
  "map/3": { macro: "map", variables: 1, hasFilter: true },
  "all/3": { macro: "all", variables: 2 },
  "exists/3": { macro: "exists", variables: 2 },
  "existsOne/3": { macro: "existsOne", variables: 2 },
  "exists_one/3": { macro: "existsOne", variables: 2 },
  "transformList/3": { macro: "map", variables: 2 },
  "transformList/4": { macro: "map", variables: 2, hasFilter: true },
  "transformMap/3": { macro: "transformMap", variables: 2 },
  "transformMap/4": { macro: "transformMap", variables: 2, hasFilter: true },
  "transformMapEntry/3": { macro: "transformMapEntry", variables: 2 },
  "transformMapEntry/4": { macro: "transformMapEntry", variables: 2, hasFilter: true },
  "sortBy/2": { macro: "sortBy", variables: 1 },
  "optMap/2": { macro: "optMap", variables: 1 },
  "optFlatMap/2": { macro: "optFlatMap", variables: 1 },
};

/** Where a node begins, for complaints about arguments. */
const variableOf = (node: Node | undefined): string => {
  if (node?.kind !== "ident") throw new CelSyntaxError(node?.at ?? 0, "argument must be a simple name");
  if (node.name === "__result__") throw new CelSyntaxError(node.at, "iteration variable overwrites accumulator variable");
  return node.name;
};

const presence = ({ at, args: [argument] }: CallNode): Node => {
  if (argument?.kind !== "select") throw new CelSyntaxError(argument?.at ?? at, "invalid argument to has() macro");
  return { ...argument, isTest: true };
};

/** A call as it was written, or what it stands for when it is a macro. */
export function expandMacro(call: CallNode): Node {
  const { name, target, args, at } = call;
  if (target === null) return name === "has" && args.length === 1 ? presence(call) : call;
  const key = `${name}/${args.length}`;
  const form = Object.hasOwn(FORMS, key) ? FORMS[key] : undefined;
  if (!form) return call;
  const variables = args.slice(0, form.variables).map(variableOf);
  if (new Set(variables).size < variables.length) throw new CelSyntaxError(args[1]?.at ?? at, `duplicate variable name: ${variables[0]}`);
  const [first, second] = args.slice(form.variables);
  const [filter, body] = form.hasFilter ? [first ?? null, second] : [null, first];
  return { kind: "macro", at, name: form.macro, range: target, variables, filter, body: body as Node };
}
