"use client";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Stack } from "@holdfast/ui/stack";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isConfirmed } from "../shared-session/confirm-call";
import { ProviderConfirm } from "../shared-session/provider-confirm";
import { FactorForm } from "./factor-form";
import { beginFactor, finishFactor, type NewFactor, typedKey } from "./second-factor-call";

// Only who sets up an authenticator needs the code that draws it.
const QrCode = dynamic(() => import("./qr-code").then((module) => module.QrCode));

interface NewFactorDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  /** The provider of who has no password here, in whose place it confirms them; null for everybody else. */
  readonly confirmsBy: { readonly key: string; readonly name: string; readonly until: Date | null } | null;
}

/** Begins without a password, for who signed in anew at their provider. */
function BeginByProvider({
  confirmsBy,
  onDone,
}: {
  readonly confirmsBy: NonNullable<NewFactorDialogProps["confirmsBy"]>;
  readonly onDone: (factor: NewFactor) => void;
}) {
  const t = useTranslations("identity.factor");
  const away = useTranslations("signIn");
  const [isAway, setIsAway] = useState(false);
  const begin = async () => {
    const answer = await beginFactor(undefined);
    if (answer.outcome === "done") onDone(answer.value);
    else setIsAway(true);
  };
  return (
    <Stack gap="m">
      <ProviderConfirm of={confirmsBy} isAsked={false} />
      {isAway && <Notice tone="unknown" shape="question" title={away("away")} />}
      {isConfirmed(confirmsBy, new Date()) && (
        <Button variant="primary" onClick={() => void begin()}>
          {t("next")}
        </Button>
      )}
    </Stack>
  );
}

/** Sets up an authenticator: the password or the provider's word, then its key and the recovery codes, which are shown this once, then its first code. */
export function NewFactorDialog({ isOpen, onClose, onChanged, confirmsBy }: NewFactorDialogProps) {
  const t = useTranslations("identity.factor");
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const close = () => {
    setFactor(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t("begin")}
      description={factor === null ? t(confirmsBy === null ? "beginHelp" : "beginByProvider") : undefined}
    >
      {factor === null && confirmsBy !== null ? (
        <BeginByProvider confirmsBy={confirmsBy} onDone={setFactor} />
      ) : factor === null ? (
        <FactorForm key="password" asks="password" verb={t("next")} ask={beginFactor} onDone={setFactor} />
      ) : (
        <Stack gap="m">
          <p>{t("keyHelp")}</p>
          <QrCode text={factor.uri} label={t("picture")} />
          <CodeBlock label={t("key")} text={typedKey(factor.uri)} />
          <CodeBlock label={t("address")} text={factor.uri} />
          <p>{t("recoveryHelp")}</p>
          <CodeBlock label={t("recovery")} text={factor.recoveryCodes.join("\n")} />
          <FactorForm
            key="code"
            asks="code"
            verb={t("finish")}
            ask={finishFactor}
            onDone={() => {
              onChanged();
              close();
              notify({ tone: "good", title: t("begun") });
            }}
          />
        </Stack>
      )}
    </Dialog>
  );
}
