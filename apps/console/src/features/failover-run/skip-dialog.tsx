"use client";
import { Code } from "@holdfast/ui/code";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { useStepWords } from "../shared-failover/use-step-words";
import { OperateDialog } from "./operate-dialog";
import { stoppedSteps } from "./run-verbs";
import { type OperateDialogProps, useOperate } from "./use-operate";

/** Asks before a run goes on without what failed, and says of each such step what is left undone and why it failed. */
export function SkipDialog({ run, isOpen, onClose }: OperateDialogProps) {
  const t = useTranslations("failoverRun.verb.skip");
  const operate = useOperate(run, "skip", onClose);
  const wordsOf = useStepWords();
  const say = useSay();
  return (
    <OperateDialog isOpen={isOpen} title={t("title", { plan: run.planName })} confirmLabel={t("name")} operate={operate}>
      <p>{t("consequence")}</p>
      <ul aria-label={t("which")} className="flex flex-col gap-1 border-line border-l pl-3">
        {stoppedSteps(run.steps).map((step) => (
          <li key={step.index} className="break-words">
            <Code>{step.name}</Code> {wordsOf(step).change}
            <span className="block text-ink-soft">{say(step)}</span>
            {step.state === "Unknown" && <span className="block text-unknown-ink">{t("uncertain")}</span>}
          </li>
        ))}
      </ul>
      <p>{t("proof")}</p>
    </OperateDialog>
  );
}
