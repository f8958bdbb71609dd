import type { CelIssue } from "./compile-fault";
import { formatIssues } from "./format-issues";
import { parseDuration } from "./library/duration-text";
import { compiledPattern } from "./library/regex";
import { parseTimestamp } from "./library/timestamp-text";
import type { CallNode, Node } from "./syntax/ast";
import { childrenOf } from "./syntax/children";
import { type CelType, DYN, isSameType, typeText } from "./types/cel-type";
import type { Checked } from "./types/check-expression";

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  duration: parseDuration,
  timestamp: parseTimestamp,
  matches: compiledPattern,
};

const wrongLiteral = ({ name, args, target }: CallNode): CelIssue[] => {
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  const argument = args[0];
  if (!read || (name === "matches" && target === null) || argument?.kind !== "literal" || typeof argument.value !== "string") return [];
  try {
    read(argument.value);
    return [];
  } catch {
    return [{ at: argument.at, text: `invalid ${name} argument` }];
  }
};

const mixed = (nodes: readonly { readonly node: Node; readonly isOptional: boolean }[], checked: Checked): CelIssue[] => {
  const typeOf = ({ node, isOptional }: (typeof nodes)[number]): CelType => {
    const type = checked.types.get(node) ?? DYN;
    return isOptional && type.kind === "optional" ? type.inner : type;
  };
  const [first, ...rest] = nodes;
  if (!first) return [];
  const expected = typeOf(first);
  const other = rest.find((each) => !isSameType(typeOf(each), expected));
  return other ? [{ at: other.node.at, text: `expected type '${typeText(expected)}' but found '${typeText(typeOf(other))}'` }] : [];
};

const issuesOf = (node: Node, checked: Checked, isExempt: boolean): CelIssue[] => {
  if (node.kind === "call") return [...wrongLiteral(node), ...formatIssues(node, checked)];
  if (isExempt) return [];
  if (node.kind === "list") return mixed(node.elements, checked);
  if (node.kind !== "map") return [];
  const keys = node.entries.map(({ key }) => ({ node: key, isOptional: false }));
  return [
    ...mixed(keys, checked),
    ...mixed(
      node.entries.map(({ value, isOptional }) => ({ node: value, isOptional })),
      checked,
    ),
  ];
};

/** What the API server looks for in an expression whose types are right: literals that cannot be read, and mixed ones. */
export function literalIssues(root: Node, checked: Checked): CelIssue[] {
  const visit = (node: Node, isExempt: boolean): CelIssue[] => {
    // What is printed may be of any type.
    const isFormat = node.kind === "call" && node.name === "format";
    return [...issuesOf(node, checked, isExempt), ...childrenOf(node).flatMap((child) => visit(child, isExempt || isFormat))];
  };
  return visit(root, false).toSorted((a, b) => a.at - b.at);
}
