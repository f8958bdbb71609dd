"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Checkbox } from "@holdfast/ui/checkbox";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";
import { canSendOverride, firstOverridden, type OverridableName, overridable } from "./override-draft";

const minutesChoices = ["15", "30", "60", "120", "240"] as const;

interface OverrideDialogProps {
  readonly run: RunView;
  readonly onClose: () => void;
}

/** Breaks the glass: names the guards, says why and for how long, with a second factor and the group's name typed out. */
export function OverrideDialog({ run, onClose }: OverrideDialogProps) {
  const t = useTranslations("failoverRun.override");
  const guardName = useTranslations("failoverRun.guards.name");
  const { readFailure } = useUi();
  const factor = useFactorCode("approval");
  const [guards, setGuards] = useState<readonly OverridableName[]>(() => firstOverridden(run.guards));
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState<string>("30");
  const [isAsked, setAsked] = useState(false);
  const override = useMutation(
    useTRPC().failover.override.mutationOptions({
      onSuccess: () => {
        notify({ tone: "bad", title: t("done"), detail: run.planName });
        onClose();
      },
    }),
  );
  const error = factor.error ?? override.error;
  const gaps = canSendOverride(guards, reason);
  const send = () => {
    setAsked(true);
    if (gaps.length > 0) return;
    factor.before(() => override.mutate({ runId: run.id, guards: [...guards], reason, minutes: Number(minutes), group: run.group }));
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("title", { plan: run.planName })}
      consequence={t("consequence")}
      name={run.group}
      confirmLabel={t("confirm")}
      onConfirm={send}
      isBusy={factor.isBusy || override.isPending}
      failure={error && readFailure(error).message}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t("which")}</legend>
        {overridable.map((name) => (
          <Checkbox
            key={name}
            label={guardName(name)}
            isChecked={guards.includes(name)}
            onChange={(isIn) => setGuards(isIn ? [...guards, name] : guards.filter((each) => each !== name))}
          />
        ))}
        {isAsked && gaps.includes("guards") && <p className="text-bad-ink">{t("noGuard")}</p>}
      </fieldset>
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={isAsked && gaps.includes("reason") ? t("noReason") : null}
        isRequired
      />
      <SelectField
        name="minutes"
        label={t("minutes")}
        options={minutesChoices.map((value) => ({ value, label: t("minutesOf", { count: Number(value) }) }))}
        value={minutes}
        onChange={setMinutes}
      />
      {factor.field}
    </ConfirmDialog>
  );
}
