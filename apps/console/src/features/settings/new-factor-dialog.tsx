"use client";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { Stack } from "@holdfast/ui/stack";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FactorForm } from "./factor-form";
import { beginFactor, finishFactor, type NewFactor, typedKey } from "./second-factor-call";

// Only who sets up an authenticator needs the code that draws it.
const QrCode = dynamic(() => import("./qr-code").then((module) => module.QrCode));

interface NewFactorDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Sets up an authenticator: the password, then its key and the recovery codes, which are shown this once, then its first code. */
export function NewFactorDialog({ isOpen, onClose, onChanged }: NewFactorDialogProps) {
  const t = useTranslations("identity.factor");
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const close = () => {
    setFactor(null);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("begin")} description={factor === null ? t("beginHelp") : undefined}>
      {factor === null ? (
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
