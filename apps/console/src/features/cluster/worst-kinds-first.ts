import type { Health } from "@holdfast/contracts/health";
import type { ResourceCount } from "@holdfast/contracts/inventory-list";

/**
 * From the worst to the best for a reader who looks for trouble. `Unknown` comes after what is known to be bad: kinds that are
 * read as metadata only never have another health.
 */
const order: readonly Health[] = ["Degraded", "Missing", "Unknown", "Progressing"];

const rank = ({ byHealth }: ResourceCount) => {
  const worst = order.findIndex((health) => (byHealth[health] ?? 0) > 0);
  return worst < 0 ? order.length : worst;
};

/** The kinds that there are any of, those with the worst trouble first, else by name. */
export const worstKindsFirst = (counts: readonly ResourceCount[]): ResourceCount[] =>
  counts.filter((count) => count.total > 0).toSorted((a, b) => rank(a) - rank(b) || a.kind.localeCompare(b.kind, "en"));
