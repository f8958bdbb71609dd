import { posix } from "node:path";
import { adjacentComment, isTestCode, lineOf, ts, walk } from "./syntax.mjs";

const EXEMPTION = /^Not audited: /;

/** What runs a work in a transaction. */
const RUNNERS = ["transact", "gated"];

const isFunction = (node) => node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

/** The functions of a file by name, so that a callback may be written apart from its call. */
function localFunctions(tree) {
  const found = new Map();
  walk(tree, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name) found.set(node.name.text, node);
    if (ts.isVariableDeclaration(node) && isFunction(node.initializer) && ts.isIdentifier(node.name))
      found.set(node.name.text, node.initializer);
  });
  return found;
}

/** What a file takes from others of its package: local name -> the file and the name there. */
function relativeImports(source) {
  const found = new Map();
  for (const statement of source.tree.statements) {
    if (!ts.isImportDeclaration(statement) || !statement.moduleSpecifier.text.startsWith(".")) continue;
    const path = `${posix.join(posix.dirname(source.path), statement.moduleSpecifier.text)}.ts`;
    for (const element of statement.importClause?.namedBindings?.elements ?? [])
      found.set(element.name.text, { path, name: (element.propertyName ?? element.name).text });
  }
  return found;
}

/** Whether a piece of code, or a function of this package that it names, calls `.audit(..)`. */
function audits(node, source, read, seen) {
  const functions = localFunctions(source.tree);
  const imports = relativeImports(source);
  let isFound = false;
  const follow = (target, where) => {
    if (!target || seen.has(target)) return;
    seen.add(target);
    isFound ||= audits(target, where, read, seen);
  };
  walk(node, (each) => {
    if (ts.isCallExpression(each) && ts.isPropertyAccessExpression(each.expression) && each.expression.name.text === "audit")
      isFound = true;
    if (isFound || !ts.isIdentifier(each)) return;
    follow(functions.get(each.text), source);
    const imported = imports.get(each.text);
    const other = imported && read(imported.path);
    if (other) follow(localFunctions(other.tree).get(imported.name), other);
  });
  return isFound;
}

export const auditInTransaction = {
  name: "audit-in-transaction",
  teaches:
    "A write and its audit row are one transaction (invariant 1): call unit.audit(..) in the work that transact runs. For facts that no person caused, say `// Not audited: <why>` right above the call.",
  appliesTo: (path) => path.startsWith("packages/services/src/") && !isTestCode(path),
  check(source, read) {
    const found = [];
    walk(source.tree, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || !RUNNERS.includes(node.expression.text)) return;
      if (node.arguments.some((argument) => audits(argument, source, read, new Set()))) return;
      if (EXEMPTION.test(adjacentComment(source, node) ?? "")) return;
      found.push({ line: lineOf(source, node), says: `${node.expression.text}(..) without .audit(..)` });
    });
    return found;
  },
};
