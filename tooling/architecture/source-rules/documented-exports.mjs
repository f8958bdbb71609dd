import { isTestCode, lineOf, ts } from "./syntax.mjs";

const hasKeyword = (node, kind) => ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
const isDeclaration = (node) =>
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node);

/** What a statement declares: each name, and the node that its doc comment stands at. */
function declared(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations
      .filter(({ name }) => ts.isIdentifier(name))
      .map(({ name }) => ({ name: name.text, node: statement }));
  return isDeclaration(statement) ? [{ name: statement.name?.text ?? "default", node: statement }] : [];
}

const isDocumented = (node) => ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && doc.getText().length > "/** */".length);

function exportedNames(statements) {
  const names = new Set();
  for (const statement of statements) {
    if (hasKeyword(statement, ts.SyntaxKind.ExportKeyword)) for (const { name } of declared(statement)) names.add(name);
    const isList =
      ts.isExportDeclaration(statement) &&
      !statement.moduleSpecifier &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause);
    if (isList) for (const element of statement.exportClause.elements) names.add((element.propertyName ?? element.name).text);
  }
  return names;
}

/** Names with a comment of their own, and those on the lines right below them. */
function coveredNames(source, statements) {
  const covered = new Set();
  let isRunning = false;
  let lastLine = -1;
  for (const statement of statements) {
    const isBelow = isRunning && lineOf(source, statement) === lastLine + 1;
    isRunning = isDocumented(statement) || isBelow;
    lastLine = source.tree.getLineAndCharacterOfPosition(statement.getEnd()).line + 1;
    if (isRunning) for (const { name } of declared(statement)) covered.add(name);
  }
  return covered;
}

export const documentedExports = {
  name: "documented-exports",
  teaches:
    "Every export of a package says in /** a sentence */ what it promises: shape, units, errors. One comment serves a schema and its type, a component and its Props, and the lines right below it.",
  appliesTo: (path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path) && !isTestCode(path),
  check(source) {
    const { statements } = source.tree;
    const exported = exportedNames(statements);
    const covered = coveredNames(source, statements);
    const missing = new Map();
    for (const { name, node } of statements.flatMap(declared)) {
      const isCovered = covered.has(name) || (name.endsWith("Props") && covered.has(name.slice(0, -"Props".length)));
      if (exported.has(name) && !isCovered && !missing.has(name)) missing.set(name, node);
    }
    return [...missing].map(([name, node]) => ({ line: lineOf(source, node), says: `${name} has no doc comment` }));
  },
};
