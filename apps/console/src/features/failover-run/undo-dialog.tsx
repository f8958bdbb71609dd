"use client";
import { Code } from "@holdfast/ui/code";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { useTranslations } from "next-intl";
import { useStepWords } from "../shared-failover/use-step-words";
import { ReasonField } from "./reason-field";
import { undoOrder } from "./run-remains";
import { type OperateDialogProps, useOperate } from "./use-operate";

/** Asks before everything that a run has done is taken back, and lists it in the order in which it would be. */
export function UndoDialog({ run, isOpen, onClose }: OperateDialogProps) {
  const t = useTranslations("failoverRun.verb.undo");
  const operate = useOperate(run, "undo", onClose);
  const wordsOf = useStepWords();
  const steps = undoOrder(run.steps);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={operate.close}
      title={t("title", { plan: run.planName })}
      consequence={t("consequence", { primary: run.primary.name, standby: run.standby.name })}
      name={run.planName}
      confirmLabel={t("name")}
      onConfirm={operate.send}
      isBusy={operate.isBusy}
      failure={operate.failure}
    >
      {steps.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <ol aria-label={t("order")} className="flex flex-col gap-1 border-line border-l pl-3">
          {steps.map((step) => (
            <li key={step.index} className="break-words">
              <Code>{step.name}</Code> <span className="text-ink-soft">{step.clusterName}</span> {wordsOf(step).undone}
              {step.isIrreversible && <span className="block font-medium text-caution-ink">▲ {t("irreversible")}</span>}
            </li>
          ))}
        </ol>
      )}
      <ReasonField {...operate.reason} />
    </ConfirmDialog>
  );
}
