import { dottedName, isTestCode, lineOf, ts, walk } from "./syntax.mjs";

const EDGE = /(^|\/)env\.ts$|\.config\.(ts|mjs)$|^(tooling|bench|e2e)\/|\/(bin|scripts)\//;
// Next replaces these two while it compiles; they are not read from the environment at run time.
const BUILD_TIME = /^process\.env\.(NODE_ENV|NEXT_RUNTIME)$/;

const importsEnv = (node) =>
  ts.isImportDeclaration(node) &&
  /^(node:)?process$/.test(node.moduleSpecifier.text) &&
  (node.importClause?.namedBindings?.elements ?? []).some((element) => (element.propertyName ?? element.name).text === "env");

const destructuresEnv = (node) =>
  ts.isVariableDeclaration(node) &&
  ts.isObjectBindingPattern(node.name) &&
  node.initializer !== undefined &&
  dottedName(node.initializer) === "process" &&
  node.name.elements.some((element) => (element.propertyName ?? element.name).getText() === "env");

const readsEnv = (node) =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  dottedName(node.expression) === "process" &&
  (ts.isElementAccessExpression(node) ? node.argumentExpression.text === "env" : node.name.text === "env") &&
  !BUILD_TIME.test(node.parent.getText());

export const environmentAtTheEdge = {
  name: "environment-at-the-edge",
  teaches:
    "The environment is a parameter: an app reads it once, in its env.ts, by the package's env-schema.ts, and names every missing variable at once.",
  appliesTo: (path) => !isTestCode(path) && !EDGE.test(path),
  check(source) {
    const found = [];
    walk(source.tree, (node) => {
      if (importsEnv(node) || destructuresEnv(node) || readsEnv(node))
        found.push({ line: lineOf(source, node), says: "reads process.env" });
    });
    return found;
  },
};
