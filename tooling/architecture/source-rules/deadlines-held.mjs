import { dottedName, lineOf, ts, walk } from "./syntax.mjs";

/** A deadline that nothing holds: `AbortSignal.any([signal, AbortSignal.timeout(ms)])`. */
export const deadlinesHeld = {
  name: "deadlines-held",
  teaches:
    "Node collects a timeout that only AbortSignal.any() refers to, and it never comes: use deadlineSignal() of @holdfast/contracts.",
  // A browser holds it.
  appliesTo: (path) => !path.startsWith("packages/ui/"),
  check(source) {
    const found = [];
    walk(source.tree, (node) => {
      if (!ts.isCallExpression(node) || dottedName(node.expression) !== "AbortSignal.any") return;
      walk(node, (each) => {
        if (ts.isCallExpression(each) && dottedName(each.expression) === "AbortSignal.timeout")
          found.push({ line: lineOf(source, each), says: "a deadline that nothing holds" });
      });
    });
    return found;
  },
};
