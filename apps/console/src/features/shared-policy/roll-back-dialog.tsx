"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import { RollBackPolicy } from "@holdfast/contracts/policy";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

interface RollBackDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly policy: { readonly id: PolicyId; readonly name: string; readonly latestVersion: number };
  /** The clusters that have something of the policy, by name. */
  readonly clusterNames: readonly string[];
  /** The version that is offered first; 0 takes the policy off. */
  readonly toVersion: number;
}

/** Takes a policy back to an earlier version, or off every cluster. Asks for a reason and for the name typed out: what is taken back protects nothing any more. */
export function RollBackDialog({ isOpen, onClose, policy, clusterNames, toVersion: offered }: RollBackDialogProps) {
  const t = useTranslations("policyWords.rollBack");
  const { readFailure, navigate } = useUi();
  const [toVersion, setToVersion] = useState(offered);
  const [reason, setReason] = useState("");
  const [reasonError, setReasonError] = useState<string | null>(null);
  const rollBack = useMutation(useTRPC().policy.rollBack.mutationOptions());
  const versions = Array.from({ length: policy.latestVersion }, (_, index) => policy.latestVersion - index);
  const confirm = () => {
    const parsed = RollBackPolicy.safeParse({ policyId: policy.id, toVersion, reason });
    setReasonError(parsed.success ? null : (parsed.error.issues[0]?.message ?? ""));
    if (!parsed.success) return;
    rollBack.mutate(parsed.data, {
      onSuccess: ({ rolloutId }) => {
        onClose();
        notify({ tone: "good", title: t("begun", { name: policy.name }), detail: t("begunDetail") });
        navigate(`/policies/rollouts/${rolloutId}`);
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name: policy.name })}
      consequence={
        toVersion === 0
          ? t("consequenceOff", { count: clusterNames.length, names: clusterNames.join(", ") })
          : t("consequence", { count: clusterNames.length, names: clusterNames.join(", "), version: toVersion })
      }
      name={policy.name}
      confirmLabel={toVersion === 0 ? t("takeOff") : t("verb", { version: toVersion })}
      onConfirm={confirm}
      isBusy={rollBack.isPending}
      failure={rollBack.error && readFailure(rollBack.error).message}
    >
      <SelectField
        name="toVersion"
        label={t("to")}
        options={[
          ...versions.map((version) => ({ value: String(version), label: t("version", { version }) })),
          { value: "0", label: t("none") },
        ]}
        value={String(toVersion)}
        onChange={(value) => setToVersion(Number(value))}
      />
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={reasonError}
        autoComplete="off"
        isRequired
      />
    </ConfirmDialog>
  );
}
