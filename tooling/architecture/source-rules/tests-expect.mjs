import { dottedName, isTest, ts, walk } from "./syntax.mjs";

const ASSERTS = /^(expect|expectTypeOf|assertType)(\.|$)/;
// A suite that several files run, each on its own subject: describeKubeApi("a real API server", ..).
const SHARED_SUITE = /^describe[A-Z]\w*$/;

export const testsExpect = {
  name: "tests-expect",
  teaches:
    "A test that cannot fail is no test: state the guarantee with expect(..), or run a shared suite, a function named describe<Subject>.",
  appliesTo: isTest,
  check(source) {
    let isAsserting = false;
    walk(source.tree, (node) => {
      const name = ts.isCallExpression(node) ? dottedName(node.expression) : "";
      if (ASSERTS.test(name) || SHARED_SUITE.test(name)) isAsserting = true;
    });
    return isAsserting ? [] : [{ line: 1, says: "no expect(..) in this file" }];
  },
};
