"use client";
import { useTranslations } from "next-intl";
import { OperateDialog } from "./operate-dialog";
import { type OperateDialogProps, useOperate } from "./use-operate";

/** Asks before a run is held where it is. */
export function PauseDialog({ run, isOpen, onClose }: OperateDialogProps) {
  const t = useTranslations("failoverRun.verb.pause");
  const operate = useOperate(run, "pause", onClose);
  return (
    <OperateDialog isOpen={isOpen} title={t("title", { plan: run.planName })} confirmLabel={t("name")} operate={operate}>
      <p>{t("consequence")}</p>
      <p>{t("clock")}</p>
    </OperateDialog>
  );
}
