import { adjacentComment, isTestCode, lineOf, ts, walk } from "./syntax.mjs";

const EXEMPTION = /^Not audited: /;

/** The functions of a file by name, so that a callback may be written apart from its call. */
function localFunctions(tree) {
  const found = new Map();
  walk(tree, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name) found.set(node.name.text, node);
    const isFunction =
      ts.isVariableDeclaration(node) &&
      node.initializer &&
      (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer));
    if (isFunction && ts.isIdentifier(node.name)) found.set(node.name.text, node.initializer);
  });
  return found;
}

function audits(node, functions, seen = new Set()) {
  let isFound = false;
  walk(node, (each) => {
    if (ts.isCallExpression(each) && ts.isPropertyAccessExpression(each.expression) && each.expression.name.text === "audit")
      isFound = true;
    if (isFound || !ts.isIdentifier(each) || seen.has(each.text) || !functions.has(each.text)) return;
    seen.add(each.text);
    isFound = audits(functions.get(each.text), functions, seen);
  });
  return isFound;
}

export const auditInTransaction = {
  name: "audit-in-transaction",
  teaches:
    "A write and its audit row are one transaction (invariant 1): call unit.audit(..) in the work that transact runs. For facts that no person caused, say `// Not audited: <why>` right above the call.",
  appliesTo: (path) => path.startsWith("packages/services/src/") && !isTestCode(path),
  check(source) {
    const functions = localFunctions(source.tree);
    const found = [];
    walk(source.tree, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "transact") return;
      if (node.arguments.some((argument) => audits(argument, functions))) return;
      if (EXEMPTION.test(adjacentComment(source, node) ?? "")) return;
      found.push({ line: lineOf(source, node), says: "transact(..) without .audit(..)" });
    });
    return found;
  },
};
