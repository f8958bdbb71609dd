import { isTestCode, lineOf, ts } from "./syntax.mjs";

const ALLOWED = /^packages\/(api\/src\/procedures|contracts\/src\/[a-z-]+-router)\.ts$/;

export const trpcInOnePlace = {
  name: "trpc-in-one-place",
  teaches:
    "A procedure without a permission must not be possible: take `procedure` of packages/api/src/procedures.ts. Only it and the router factories of contracts make a tRPC instance.",
  appliesTo: (path) => !isTestCode(path) && !ALLOWED.test(path),
  check: (source) =>
    source.tree.statements
      .filter((statement) => ts.isImportDeclaration(statement) && /\binitTRPC\b/.test(statement.importClause?.getText(source.tree) ?? ""))
      .map((statement) => ({ line: lineOf(source, statement), says: "imports initTRPC" })),
};
