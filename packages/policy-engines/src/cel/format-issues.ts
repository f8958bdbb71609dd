import type { CelIssue } from "./compile-fault";
import type { CallNode, Node } from "./syntax/ast";
import { type CelType, DYN, typeText } from "./types/cel-type";
import type { Checked } from "./types/check-expression";

const CLAUSE = /%(?:(%)|(?:\.(\d*))?([\s\S]?))/g;

const NUMBERS = ["int", "uint"];
/** What each clause takes, and how it is called when it is given something else. */
const CLAUSES: Readonly<Record<string, readonly [name: string, types: readonly string[], kinds: string]>> = {
  d: ["decimal", NUMBERS, "integers"],
  f: ["fixed-point", ["double", "string"], "doubles"],
  e: ["scientific", ["double", "string"], "doubles"],
  b: ["binary", [...NUMBERS, "bool"], "integers and bools"],
  x: ["hex", [...NUMBERS, "string", "bytes"], "integers, byte buffers, and strings"],
  X: ["hex", [...NUMBERS, "string", "bytes"], "integers, byte buffers, and strings"],
  o: ["octal", NUMBERS, "integers"],
};

const faultOf = (verb: string, type: CelType): string | null => {
  const clause = CLAUSES[verb];
  if (type === DYN || type.kind === "param") return null;
  if (verb === "s") {
    const isRefused = type.kind === "struct" || type.kind === "optional";
    const kinds = "strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps";
    return isRefused ? `error during formatting: string clause can only be used on ${kinds}, was given ${typeText(type)}` : null;
  }
  if (!clause || (type.kind === "simple" && clause[1].includes(type.name))) return null;
  return `error during formatting: ${clause[0]} clause can only be used on ${clause[2]}, was given ${typeText(type)}`;
};

const clausesOf = (text: string): readonly string[] | string => {
  const verbs: string[] = [];
  for (const [, percent, precision, verb = ""] of text.matchAll(CLAUSE)) {
    if (percent) continue;
    if (verb === "") return "unexpected end of string";
    if (precision === "") return "could not parse formatting clause: error while parsing precision";
    if (!"sdfebxXo".includes(verb)) return `could not parse formatting clause: unrecognized formatting clause "${verb}"`;
    verbs.push(verb);
  }
  return verbs;
};

/** A literal text that is given a literal list of values is looked at before anything is evaluated. */
export function formatIssues({ at, name, target, args }: CallNode, checked: Checked): CelIssue[] {
  const [list] = args;
  if (name !== "format" || target?.kind !== "literal" || typeof target.value !== "string" || list?.kind !== "list") return [];
  const verbs = clausesOf(target.value);
  if (typeof verbs === "string") return [{ at, text: verbs }];
  const values: readonly Node[] = list.elements.map(({ node }) => node);
  for (const [i, verb] of verbs.entries()) {
    const value = values[i];
    if (!value) return [{ at, text: `index ${i} out of range` }];
    const fault = faultOf(verb, checked.types.get(value) ?? DYN);
    if (fault) return [{ at: value.at, text: fault }];
  }
  if (values.length <= verbs.length) return [];
  return [{ at, text: `too many arguments supplied to string.format (expected ${verbs.length}, got ${values.length})` }];
}
