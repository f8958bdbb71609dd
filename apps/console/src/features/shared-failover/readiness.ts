import type { EvaluationView } from "@holdfast/contracts/evaluation-view";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Tone } from "@holdfast/ui/rules/tone";
import type { StatusShape } from "@holdfast/ui/status-shape";

/** Findings older than this say too little about now; the server refuses a request on them too. */
export const EVALUATION_BUDGET_MS = 180_000;

/** Whether a failover could be requested by a plan, as far as its last evaluation says. */
export type Readiness = "ready" | "warned" | "blocked" | "unevaluated";

/** How each readiness is drawn. */
export const readinessMarks: Readonly<Record<Readiness, { tone: Tone; shape: StatusShape }>> = {
  ready: { tone: "good", shape: "tick" },
  warned: { tone: "caution", shape: "triangle" },
  blocked: { tone: "bad", shape: "cross" },
  unevaluated: { tone: "unknown", shape: "question" },
};

/** How each severity of a finding is drawn. */
export const severityMarks: Readonly<Record<PlanFinding["severity"], { tone: Tone; shape: StatusShape }>> = {
  blocking: { tone: "bad", shape: "cross" },
  warning: { tone: "caution", shape: "triangle" },
  info: { tone: "idle", shape: "ring" },
};

const severities = ["blocking", "warning", "info"] as const satisfies readonly PlanFinding["severity"][];

/** What an evaluation says. One that was never made says nothing, which is not the same as good. */
export function readinessOf(evaluation: Pick<EvaluationView, "findings" | "isReady"> | null): Readiness {
  if (evaluation === null) return "unevaluated";
  if (!evaluation.isReady) return "blocked";
  // What would block it the other way, with or without the primary, is a warning now.
  return evaluation.findings.some((finding) => finding.severity !== "info") ? "warned" : "ready";
}

/** The findings with the gravest first; of one severity in their own order. */
export const gravestFirst = (findings: readonly PlanFinding[]): PlanFinding[] =>
  severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
