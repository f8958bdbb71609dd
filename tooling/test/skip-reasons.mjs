import { readFileSync } from "node:fs";
import { adjacentComment, dottedName, parseSource, ts, walk } from "../architecture/source-rules/syntax.mjs";

const SKIPS = /\.(skip|skipIf|runIf|todo)$/;

/** The skip calls of a test file: the title that each is about, and the comment beside it. */
function skipsOf(path, text) {
  const source = parseSource(path, text);
  const found = [];
  walk(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !SKIPS.test(dottedName(node.expression)) || ts.isCallExpression(node.expression)) return;
    // describe.skipIf(condition)("title", ..): the title is in the outer call.
    const titled = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : node;
    const [title] = titled.arguments;
    found.push({ title: title && ts.isStringLiteralLike(title) ? title.text : undefined, reason: adjacentComment(source, node) });
  });
  return found;
}

/** Says why a test of this file did not run: the comment at its own skip call or at that of a suite around it. */
export function reasonInSource(path, titles, text = readFileSync(path, "utf8")) {
  const skips = skipsOf(path, text);
  const own = skips.find(({ title }) => title !== undefined && titles.includes(title)) ?? skips.find(({ title }) => title === undefined);
  return own?.reason ?? "no reason is given";
}
