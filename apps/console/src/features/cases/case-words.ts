import type { CaseFind, CaseStep, CaseTarget, FindState, TargetVerdict } from "@holdfast/contracts/scenario-case";
import type { Mark } from "../shared-status/status-marks";

/** How a verdict is drawn; its word is in `messages` below `cases.verdict`. */
export const verdictMarks: Readonly<Record<TargetVerdict, Mark>> = {
  verified: { tone: "good", shape: "tick" },
  failing: { tone: "bad", shape: "cross" },
  noEvidence: { tone: "unknown", shape: "question" },
};

/** How it is drawn whether something was found; its word is in `messages` below `cases.find`. */
export const findMarks: Readonly<Record<FindState, Mark>> = {
  found: { tone: "good", shape: "tick" },
  missing: { tone: "bad", shape: "cross" },
  noEvidence: { tone: "unknown", shape: "question" },
};

type Titled = Pick<CaseTarget | CaseStep | CaseFind, "title" | "titleZh">;

/** The title in the reader's language, as far as the case has it. */
export const titleIn = (locale: string, { title, titleZh }: Titled): string => (locale.startsWith("zh") ? (titleZh ?? title) : title);

/** The window that a query looks at, as Prometheus writes it (`1m`); null for an instant or for several windows. */
export function queryWindow(query: string): string | null {
  const windows = new Set([...query.matchAll(/\[(\d+(?:ms|[smhdwy]))(?::[^\]]*)?\]/g)].map((found) => found[1] ?? ""));
  const [only] = windows;
  return windows.size === 1 && only !== undefined ? only : null;
}

/** From this age on a verdict is drawn as old: the hub measures every ten seconds. */
export const VERDICT_BUDGET_MS = 60_000;
