"use client";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFactorCode } from "../shared-session/use-factor-code";
import { commandWords } from "./command-words";

/** What the reader said: why, what to start (null: a shell), and the name where it has to be typed. */
export interface TerminalWish {
  readonly reason: string;
  readonly command: string[] | null;
  readonly confirmedName: string | null;
}

interface TerminalDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly pod: string;
  readonly clusterName: string;
  readonly container: string;
  /** In production: the name is typed out, and a reason is given. */
  readonly isGuarded: boolean;
  readonly idleMinutes: number;
  readonly mostMinutes: number;
  readonly onConfirm: (said: TerminalWish) => void;
  readonly isBusy: boolean;
  /** Why the last try was refused. */
  readonly failure: unknown;
}

/** Says what opening a terminal means, before it is opened: that it is recorded, and when it ends by itself. */
export function TerminalDialog(props: TerminalDialogProps) {
  const { isOpen, onClose, pod, clusterName, container, isGuarded, idleMinutes, mostMinutes, onConfirm, isBusy, failure } = props;
  const t = useTranslations("terminal.dialog");
  const { readFailure } = useUi();
  const [reason, setReason] = useState("");
  const [line, setLine] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const factor = useFactorCode();
  const isMissing = isGuarded && reason.trim().length < 3;
  const words = commandWords(line);
  const said = factor.error ?? failure;
  const refusal = said ? readFailure(said).message : null;
  const confirm = (confirmedName: string | null) => {
    setIsAsked(true);
    if (!isMissing && "command" in words) factor.before(() => onConfirm({ reason: reason.trim(), command: words.command, confirmedName }));
  };
  const consequence = t("consequence", { pod, container, cluster: clusterName, idleMinutes, mostMinutes });
  const fields = (
    <Stack gap="m">
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={isAsked && isMissing ? t("reasonMissing") : null}
        isRequired={isGuarded}
        autoComplete="off"
      />
      <TextField
        name="command"
        label={t("command")}
        hint={t("commandHint")}
        value={line}
        onChange={setLine}
        error={isAsked && "wrong" in words ? t(`commandWrong.${words.wrong}`) : null}
        isCode
        autoComplete="off"
      />
      {factor.field}
    </Stack>
  );
  const shared = { isOpen, onClose, title: t("title", { pod }) };
  const busy = isBusy || factor.isBusy;
  if (isGuarded)
    return (
      <ConfirmDialog
        {...shared}
        consequence={consequence}
        name={pod}
        confirmLabel={t("confirm")}
        onConfirm={() => confirm(pod)}
        isBusy={busy}
        failure={refusal}
      >
        {fields}
      </ConfirmDialog>
    );
  return (
    <Dialog
      {...shared}
      description={consequence}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isBusy={busy} onClick={() => confirm(null)}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <Stack gap="m">
        {fields}
        {refusal !== null && <FailureNotice title={t("refused")}>{refusal}</FailureNotice>}
      </Stack>
    </Dialog>
  );
}
