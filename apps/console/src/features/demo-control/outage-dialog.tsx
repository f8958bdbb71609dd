"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";

interface OutageDialogProps {
  readonly isOpen: boolean;
  readonly name: string;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Says what an outage will do to the simulated fleet. It can be taken back, so no name has to be typed. */
export function OutageDialog({ isOpen, name, onClose, onConfirm }: OutageDialogProps) {
  const t = useTranslations("demo");
  const { text } = useUi();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("askTitle", { name })}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button variant="danger" onClick={onConfirm}>
            {t("takeDown")}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>{t("askApi", { name })}</li>
        <li>{t("askAgent")}</li>
        <li>{t("askOthers")}</li>
        <li>{t("askHeal")}</li>
      </ul>
    </Dialog>
  );
}
