"use client";
import type { DriftView } from "@holdfast/contracts/policy-drift";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { notify } from "@holdfast/ui/notify";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";

const SHORTEST_REASON = 3;

/** Has the objects of the policy in the drift's cluster put right now, for a reason that is kept. */
export function CorrectForm({ drift }: { readonly drift: DriftView }) {
  const t = useTranslations("drift.correct");
  const { readFailure } = useUi();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const mayPush = useRefusal("policy:push");
  const refusal = useGateRefusal()(drift.correct);
  const correct = useMutation(useTRPC().policy.correctDrift.mutationOptions());
  const press = () => {
    const isTooShort = reason.trim().length < SHORTEST_REASON;
    setError(isTooShort ? t("reasonMissing") : null);
    if (isTooShort) return;
    correct.mutate({ driftId: drift.id, reason }, { onSuccess: () => notify({ tone: "good", title: t("sent"), detail: t("sentDetail") }) });
  };
  return (
    <Stack gap="s">
      <p className="text-ink-soft">{t("consequence", { cluster: drift.clusterName, version: drift.version })}</p>
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={error}
        autoComplete="off"
        isRequired
      />
      {correct.error && <FailureNotice title={t("refused")}>{readFailure(correct.error).message}</FailureNotice>}
      <div>
        <Button variant="primary" onClick={press} isBusy={correct.isPending} refusal={mayPush ?? refusal}>
          {t("now")}
        </Button>
      </div>
    </Stack>
  );
}
