"use client";
import { TextField } from "@holdfast/ui/text-field";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { isConfirmed } from "./confirm-call";
import { FactorAbsent } from "./factor-absent";
import { provePasskey } from "./passkey-browser";
import { ProviderConfirm } from "./provider-confirm";

/** A failure that readers are told in these words, as one of the server's is. */
const inWords = (message: string) => Object.assign(new Error(message), { data: { fault: { code: "TokenInvalid", message } } });

/** Asks the device for a passkey and hands its answer in. Throws in words of the reader when the device did not answer. */
function usePasskeyProof() {
  const t = useTranslations("identity.passkey");
  const client = useTRPCClient();
  return useMutation({
    mutationFn: async () => {
      const proven = await provePasskey(await client.passkey.ask.mutate());
      if (proven.outcome !== "done") throw inWords(t(`stopped.${proven.outcome}`));
      const { authenticatorAttachment, ...answer } = proven.answer;
      await client.passkey.confirm.mutate({ answer: { ...answer, clientExtensionResults: {} } });
    },
  });
}

/**
 * A fresh second factor, where the reader has one: the field that asks for a code, and what hands it in before a decision that the
 * server takes only with a fresh one. Who has a passkey may leave the code out and is asked for that. Who signs in by a provider alone
 * does so anew. Without any of it the decision goes at once, unless it is an approval and the installation asks a factor of whoever approves.
 */
export function useFactorCode(what: "change" | "approval" = "change") {
  const t = useTranslations("approvals");
  const trpc = useTRPC();
  const me = useQuery(trpc.self.me.queryOptions()).data;
  const [hasCode, hasPasskey] = [me?.hasSecondFactor ?? false, me?.hasPasskey ?? false];
  const confirm = useMutation(trpc.session.confirm.mutationOptions());
  const passkey = usePasskeyProof();
  const [code, setCode] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const given = code.replaceAll(" ", "");
  const byPasskey = hasPasskey && given === "";
  // Who has no factor of their own here, and no password, is confirmed by their provider.
  const confirmsBy = hasCode || hasPasskey ? null : (me?.confirmsBy ?? null);
  const isUnconfirmed = confirmsBy !== null && !isConfirmed(confirmsBy, new Date());
  const isAbsent = what === "approval" && (me?.lacksApproverFactor ?? false);
  const isMissing = isAbsent || isUnconfirmed || (hasCode && !byPasskey && !/^\d{6}$/.test(given));
  const isBusy = confirm.isPending || passkey.isPending;
  return {
    field: hasCode ? (
      <TextField
        name="code"
        label={t("code")}
        hint={t(hasPasskey ? "codeOrPasskeyHint" : "codeHint")}
        value={code}
        onChange={setCode}
        error={isAsked && isMissing ? t("codeMissing") : null}
        autoComplete="one-time-code"
        isRequired={!hasPasskey}
        isCode
      />
    ) : hasPasskey ? (
      <p className="text-ink-soft">{t("passkeyHint")}</p>
    ) : isAbsent ? (
      <FactorAbsent />
    ) : (
      confirmsBy !== null && <ProviderConfirm of={confirmsBy} isAsked={isAsked} />
    ),
    /** Decides after the code or the passkey was taken; not at all while it is missing or wrong. */
    before(decide: () => void) {
      setIsAsked(true);
      if (isMissing || isBusy) return;
      confirm.reset();
      passkey.reset();
      if (byPasskey) passkey.mutate(undefined, { onSuccess: decide });
      else if (hasCode) confirm.mutate({ code: given }, { onSuccess: decide });
      else decide();
    },
    isBusy,
    error: confirm.error ?? passkey.error,
  };
}
