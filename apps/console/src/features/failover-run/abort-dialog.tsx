"use client";
import { Code } from "@holdfast/ui/code";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { useTranslations } from "next-intl";
import { useStepWords } from "../shared-failover/use-step-words";
import { ReasonField } from "./reason-field";
import { remainsOf } from "./run-remains";
import { type OperateDialogProps, useOperate } from "./use-operate";

interface AbortDialogProps extends OperateDialogProps {
  /** True before the run has started: then nothing has happened, and the request is taken back. */
  readonly isWithdrawal: boolean;
}

/** Asks before a run is ended where it is, and says what will stay as it is then. */
export function AbortDialog({ run, isOpen, onClose, isWithdrawal }: AbortDialogProps) {
  const t = useTranslations(`failoverRun.verb.${isWithdrawal ? "withdraw" : "abort"}`);
  const text = useTranslations("failoverRun.verb.abort");
  const operate = useOperate(run, "abort", onClose);
  const wordsOf = useStepWords();
  const { inPlace, uncertain } = remainsOf(run.steps);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={operate.close}
      title={t("title", { plan: run.planName })}
      consequence={t("consequence")}
      name={run.planName}
      confirmLabel={t("name")}
      onConfirm={operate.send}
      isBusy={operate.isBusy}
      failure={operate.failure}
    >
      {!isWithdrawal && (
        <section aria-label={text("stays")} className="flex flex-col gap-1">
          <h3 className="font-semibold">{text("stays")}</h3>
          {inPlace.length + uncertain.length === 0 ? (
            <p>{text("nothing")}</p>
          ) : (
            <ul className="flex flex-col gap-1 border-line border-l pl-3">
              {[...uncertain, ...inPlace].map((step) => (
                <li key={step.index} className="break-words">
                  <Code>{step.name}</Code> {wordsOf(step).change}
                  {uncertain.includes(step) && <span className="text-unknown-ink"> {text("uncertain")}</span>}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <ReasonField {...operate.reason} />
    </ConfirmDialog>
  );
}
