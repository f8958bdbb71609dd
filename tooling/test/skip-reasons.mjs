import { readFileSync } from "node:fs";
import { adjacentComment, dottedName, parseSource, ts, walk } from "../architecture/source-rules/syntax.mjs";

const SKIPS = /\.(skip|skipIf|runIf|todo)$/;

const stringOf = (node) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);

/** The title of the test that a node is inside of. */
function titleAround(node) {
  for (let each = node.parent; each; each = each.parent) {
    const isTest = ts.isCallExpression(each) && /^(it|test)(\.|$)/.test(dottedName(each.expression));
    if (isTest) return stringOf(each.arguments[0]);
  }
  return undefined;
}

/** The skip calls of a test file: the title that each is about, and what is said beside it. */
function skipsOf(path, text) {
  const source = parseSource(path, text);
  const found = [];
  walk(source.tree, (node) => {
    const name = ts.isCallExpression(node) && !ts.isCallExpression(node.expression) ? dottedName(node.expression) : "";
    if (!SKIPS.test(name)) return;
    const comment = adjacentComment(source, node);
    if (/^(ctx|context|task)\./.test(name)) {
      found.push({ title: titleAround(node), reason: stringOf(node.arguments[0]) ?? comment });
      return;
    }
    // describe.skipIf(condition)("title", ..): the title is in the outer call.
    const titled = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : node;
    found.push({ title: stringOf(titled.arguments[0]), reason: comment });
  });
  return found;
}

/** Says why a test of this file did not run: the comment at its own skip call or at that of a suite around it. */
export function reasonInSource(path, titles, text = readFileSync(path, "utf8")) {
  const skips = skipsOf(path, text);
  return skips.find(({ title }) => title !== undefined && titles.includes(title))?.reason ?? "no reason is given";
}
