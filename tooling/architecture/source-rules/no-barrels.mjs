import { lineOf, ts } from "./syntax.mjs";

const isReExport = (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;

export const noBarrels = {
  name: "no-barrels",
  teaches:
    "An import names the room: @holdfast/services/failover/approve-failover. A file that only passes on what others export hides it, and drags it all into bundles.",
  // A route file of Next may pass on the handler that a package exports: its name is the route.
  appliesTo: (path) => !path.startsWith("apps/console/src/app/"),
  check(source) {
    if (/(^|\/)index\.(tsx?|mjs)$/.test(source.path)) return [{ line: 1, says: "a file named index" }];
    const { statements } = source.tree;
    const stars = statements.filter((statement) => isReExport(statement) && !statement.exportClause);
    if (stars.length > 0) return stars.map((statement) => ({ line: lineOf(source, statement), says: "export * from .." }));
    const isOnlyPassingOn =
      statements.length > 0 && statements.every((statement) => isReExport(statement) || ts.isImportDeclaration(statement));
    return isOnlyPassingOn && statements.some(isReExport) ? [{ line: 1, says: "exports only what other files export" }] : [];
  },
};
