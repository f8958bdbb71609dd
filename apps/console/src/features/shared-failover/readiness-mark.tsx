"use client";
import type { EvaluationView } from "@holdfast/contracts/evaluation-view";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { EVALUATION_BUDGET_MS, readinessMarks, readinessOf } from "./readiness";

interface ReadinessMarkProps {
  readonly evaluation: EvaluationView | null;
  readonly emphasis?: "normal" | "strong";
}

/** Whether a failover could be requested, as of the last evaluation; grey when that is too long ago. */
export function ReadinessMark({ evaluation, emphasis = "normal" }: ReadinessMarkProps) {
  const t = useTranslations("sharedFailover.readiness");
  const readiness = readinessOf(evaluation);
  const observation = evaluation && { observedAt: evaluation.evaluatedAt, budgetMs: EVALUATION_BUDGET_MS };
  return <StatusMark {...readinessMarks[readiness]} word={t(readiness)} observation={observation} emphasis={emphasis} />;
}
