import { adjacentComment, dottedName, isTestCode, lineOf, ts, walk } from "./syntax.mjs";

const FOCUSED = /^(it|test|describe|suite|bench)\b.*\.only$/;
const SKIPPED = /^((it|test|describe|suite|bench)\b.*\.(skip|skipIf|runIf|todo|fixme|fails)|x(it|test|describe)|(ctx|context|task)\.skip)$/;

/** test.skip(condition, "reason") and context.skip("reason"). */
const hasReasonArgument = (call) =>
  call.arguments.slice(0, 2).some((argument, i) => {
    const isReason = ts.isStringLiteralLike(argument) && argument.text.includes(" ");
    return isReason && (i === 1 || /^(ctx|context|task)\.skip$/.test(dottedName(call.expression)));
  });

export const noSilentSkips = {
  name: "no-silent-skips",
  teaches:
    "A test that does not run says why, in a comment right above it or as its second argument; the summary of npm test prints it. .only is never committed.",
  appliesTo: isTestCode,
  check(source) {
    const found = [];
    walk(source.tree, (node) => {
      if (!ts.isCallExpression(node)) return;
      const name = dottedName(node.expression);
      if (FOCUSED.test(name)) found.push({ line: lineOf(source, node), says: name });
      // describe.skipIf(condition)(..): the inner call is the one with the name.
      const isInner = ts.isCallExpression(node.expression);
      if (!SKIPPED.test(name) || isInner || hasReasonArgument(node) || adjacentComment(source, node)) return;
      found.push({ line: lineOf(source, node), says: `${name} without a reason` });
    });
    return found;
  },
};
