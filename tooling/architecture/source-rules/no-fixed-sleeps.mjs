import { dottedName, isTest, lineOf, ts, walk } from "./syntax.mjs";

const SLEEPS = /(^|\.)(sleep|delay|waitForTimeout|wait)$/;

/** `new Promise((resolve) => setTimeout(resolve, 100))`, in its spellings. */
function isTimerPromise(node) {
  if (!ts.isNewExpression(node) || dottedName(node.expression) !== "Promise") return false;
  const [executor] = node.arguments ?? [];
  const resolve = executor && ts.isFunctionLike(executor) && executor.parameters[0]?.name.getText();
  if (!resolve) return false;
  let isFound = false;
  walk(executor, (each) => {
    if (!ts.isCallExpression(each) || dottedName(each.expression) !== "setTimeout") return;
    const [callback] = each.arguments;
    isFound ||= new RegExp(`^${resolve}$|^\\(\\) => (void )?${resolve}\\(`).test(callback?.getText() ?? "");
  });
  return isFound;
}

const importsTimers = (node) => ts.isImportDeclaration(node) && /^(node:)?timers\/promises$/.test(node.moduleSpecifier.text);

export const noFixedSleeps = {
  name: "no-fixed-sleeps",
  teaches:
    "A fixed wait is too short on a busy machine and too long on every other: wait for the event, with vi.waitFor, expect.poll or a receipt.",
  appliesTo: isTest,
  check(source) {
    const found = [];
    walk(source.tree, (node) => {
      const isSleep = ts.isCallExpression(node) && ts.isAwaitExpression(node.parent) && SLEEPS.test(dottedName(node.expression));
      if (isSleep || isTimerPromise(node) || importsTimers(node)) found.push({ line: lineOf(source, node), says: "a fixed wait" });
    });
    return found;
  },
};
