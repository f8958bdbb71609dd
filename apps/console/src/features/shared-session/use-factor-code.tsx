"use client";
import { TextField } from "@holdfast/ui/text-field";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

/**
 * A code of the second factor, where the reader has one: the field that asks for it, and what hands it in before a decision that the
 * server takes only with a fresh one. Without a second factor there is no field, and the decision goes at once.
 */
export function useFactorCode() {
  const t = useTranslations("approvals");
  const trpc = useTRPC();
  const hasFactor = useQuery(trpc.self.me.queryOptions()).data?.hasSecondFactor ?? false;
  const confirm = useMutation(trpc.session.confirm.mutationOptions());
  const [code, setCode] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const given = code.replaceAll(" ", "");
  const isMissing = hasFactor && !/^\d{6}$/.test(given);
  return {
    field: hasFactor && (
      <TextField
        name="code"
        label={t("code")}
        hint={t("codeHint")}
        value={code}
        onChange={setCode}
        error={isAsked && isMissing ? t("codeMissing") : null}
        autoComplete="one-time-code"
        isRequired
        isCode
      />
    ),
    /** Decides after the code was taken; not at all while it is missing or wrong. */
    before(decide: () => void) {
      setIsAsked(true);
      if (isMissing || confirm.isPending) return;
      if (!hasFactor) return decide();
      confirm.mutate({ code: given }, { onSuccess: decide });
    },
    isBusy: confirm.isPending,
    error: confirm.error,
  };
}
