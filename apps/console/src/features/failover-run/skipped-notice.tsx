"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** Says of a run that has succeeded without steps that a person skipped that it proves nothing about them. */
export function SkippedNotice({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.notice");
  const say = useSay();
  const wasSkipped = run.steps.some(({ attempts }) =>
    attempts.some(({ boundaries }) => boundaries.some((each) => each.transition === "skipped")),
  );
  if (run.phase !== "Succeeded" || !wasSkipped) return null;
  return (
    <Notice tone="caution" shape="diamond" title={t("skipped")}>
      <p>{say({ message: run.phaseMessage, phrase: run.phasePhrase })}</p>
    </Notice>
  );
}
