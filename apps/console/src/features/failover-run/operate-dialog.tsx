"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ReasonField } from "./reason-field";
import type { useOperate } from "./use-operate";

interface OperateDialogFrameProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly confirmLabel: string;
  readonly operate: ReturnType<typeof useOperate>;
  readonly children: ReactNode;
}

/** Asks before something that can be taken back: what it will do, a reason, yes or no. */
export function OperateDialog({ isOpen, title, confirmLabel, operate, children }: OperateDialogFrameProps) {
  const t = useTranslations("failoverRun.operate");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={operate.close}
      title={title}
      footer={
        <>
          <Button onClick={operate.close}>{t("cancel")}</Button>
          <Button variant="primary" isBusy={operate.isBusy} onClick={operate.send}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Stack gap="m">
        <div className="flex flex-col gap-2">{children}</div>
        <ReasonField {...operate.reason} />
        {operate.failure !== null && (
          <FailureNotice title={t("refused")}>
            <p>{operate.failure}</p>
          </FailureNotice>
        )}
      </Stack>
    </Dialog>
  );
}
