"use client";
import { Code } from "@holdfast/ui/code";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { OperateDialog } from "./operate-dialog";
import { stoppedSteps } from "./run-verbs";
import { type OperateDialogProps, useOperate } from "./use-operate";

interface ResumeDialogProps extends OperateDialogProps {
  readonly verb: "resume" | "retry" | "resumeUndo";
}

/** Asks before a run goes on; where a step failed, says that it is tried again and how an earlier order is kept apart. */
export function ResumeDialog({ run, isOpen, onClose, verb }: ResumeDialogProps) {
  const t = useTranslations("failoverRun.verb");
  const operate = useOperate(run, "resume", onClose);
  const say = useSay();
  const [step] = stoppedSteps(run.steps);
  return (
    <OperateDialog isOpen={isOpen} title={t(`${verb}.title`, { plan: run.planName })} confirmLabel={t(`${verb}.name`)} operate={operate}>
      <p>{t(`${verb}.consequence`)}</p>
      {verb === "retry" && step && (
        <p>
          <Code>{step.name}</Code>: {say(step)}
        </p>
      )}
      {verb === "retry" && <p>{t("retry.lookFirst")}</p>}
    </OperateDialog>
  );
}
