"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";

const PasswordForm = dynamic(() => import("./password-form").then((module) => module.PasswordForm), { ssr: false });

/** The way to another password; it signs the reader out everywhere else. */
export function PasswordPanel() {
  const t = useTranslations("identity.password");
  const [isOpen, setIsOpen] = useState(false);
  const onDone = (ended: number) => {
    setIsOpen(false);
    notify({ tone: "good", title: t("done"), detail: t("doneHelp", { count: ended }) });
  };
  return (
    <Panel
      title={t("title")}
      actions={
        <Button size="s" onClick={() => setIsOpen(true)}>
          {t("change")}
        </Button>
      }
    >
      <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t("change")} description={t("help")}>
        <PasswordForm onDone={onDone} onClose={() => setIsOpen(false)} />
      </Dialog>
    </Panel>
  );
}
