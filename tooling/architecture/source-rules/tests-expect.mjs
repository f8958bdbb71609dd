import { dottedName, isTest, ts, walk } from "./syntax.mjs";

const ASSERTS = /^(expect|expectTypeOf|assertType)(\.|$)/;

export const testsExpect = {
  name: "tests-expect",
  teaches:
    "A test that cannot fail is no test: state the guarantee with expect(..). A file that runs a shared suite imports it from a *.contract file.",
  appliesTo: isTest,
  check(source) {
    let isAsserting = false;
    walk(source.tree, (node) => {
      if (ts.isCallExpression(node) && ASSERTS.test(dottedName(node.expression))) isAsserting = true;
      if (ts.isImportDeclaration(node) && /\.contract$/.test(node.moduleSpecifier.text)) isAsserting = true;
    });
    return isAsserting ? [] : [{ line: 1, says: "no expect(..) in this file" }];
  },
};
