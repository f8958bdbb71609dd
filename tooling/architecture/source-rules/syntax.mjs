// What the rules share: the TypeScript 6 of this folder, which still has an API, and ways to look at a tree.
import ts from "typescript";

export { ts };

/** Parses one file. `path` is from the top of the repository, with forward slashes. */
export function parseSource(path, text) {
  const kind = path.endsWith(".tsx") ? ts.ScriptKind.TSX : path.endsWith(".ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
}

/** Calls `visit` for a node and everything below it. */
export function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The line of a node, counted from 1. */
export const lineOf = (source, node) => source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1;

/** The dotted name of what is called or read, as far as it is one: `it.skip`, `process.env`. */
export function dottedName(node) {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return `${dottedName(node.expression)}.${node.name.text}`;
  if (ts.isCallExpression(node)) return dottedName(node.expression);
  return "";
}

const WORDS = 4;

/** The text of the `//` comment on the line of a node or on the lines right above its statement; null when it says too little. */
export function adjacentComment(source, node) {
  const lines = source.text.split("\n");
  const at = lineOf(source, node) - 1;
  const trailing = /\s\/\/\s*(.+)$/.exec(lines[at] ?? "")?.[1];
  const above = [];
  for (let i = at - 1; i >= 0 && /^\s*\/\//.test(lines[i]); i--) above.unshift(lines[i].replace(/^\s*\/\/\s*/, ""));
  const comment = trailing ?? above.join(" ");
  return comment.split(/\s+/).filter(Boolean).length >= WORDS ? comment : null;
}

/** Whether a file holds tests. */
export const isTest = (path) => /\.(test|spec)\.(tsx?|mjs)$/.test(path);
/** Whether a file holds tests or what only tests share. */
export const isTestCode = (path) =>
  isTest(path) || /\.(contract|stories)\.tsx?$|-setup\.ts$/.test(path) || path.startsWith("packages/testkit/");
