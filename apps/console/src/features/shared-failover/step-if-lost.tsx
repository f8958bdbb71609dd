"use client";
import type { PlanStepView } from "@holdfast/contracts/plan";
import { Code } from "@holdfast/ui/code";
import { useTranslations } from "next-intl";
import { useStepWords } from "./use-step-words";

/** What is done instead of a step when the primary is lost; nothing where that makes no difference. */
export function StepIfLost({ ungraceful }: Pick<PlanStepView, "ungraceful">) {
  const t = useTranslations("sharedFailover.step.ifLost");
  const wordsOf = useStepWords();
  if (ungraceful === null) return null;
  if (ungraceful === "skip") return <p className="text-caution-ink text-small">{t("skip")}</p>;
  return (
    <p className="break-words text-caution-ink text-small">
      {t("other", { change: wordsOf(ungraceful).change })} <Code>{ungraceful.use}</Code>
    </p>
  );
}
