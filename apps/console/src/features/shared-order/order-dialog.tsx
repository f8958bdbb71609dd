"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** What every dialog of an order gets. */
export interface OrderDialogProps {
  readonly object: ObjectRow;
  /** Whether the object's name has to be typed out: in production, and for what cannot be taken back. */
  readonly needsName: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface OrderDialogFrameProps extends OrderDialogProps {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly consequence: string;
  readonly confirmLabel: string;
  readonly onConfirm: (confirmedName: string | null) => void;
  readonly isBusy: boolean;
  readonly failure: string | null;
  readonly children?: ReactNode;
}

/** Says what an order will do and asks for a yes; where it matters the yes is the name, typed out. */
export function OrderDialog(props: OrderDialogFrameProps) {
  const { object, needsName, isOpen, onClose, title, consequence, confirmLabel, onConfirm, isBusy, failure, children } = props;
  const t = useTranslations("object.order");
  if (needsName)
    return (
      <ConfirmDialog
        {...{ isOpen, onClose, title, consequence, confirmLabel, isBusy, failure }}
        name={object.name}
        onConfirm={() => onConfirm(object.name)}
      >
        {children}
      </ConfirmDialog>
    );
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={consequence}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={() => onConfirm(null)}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Stack gap="m">
        {children}
        {failure !== null && <FailureNotice title={t("refused")}>{failure}</FailureNotice>}
      </Stack>
    </Dialog>
  );
}
