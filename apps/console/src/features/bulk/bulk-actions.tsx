"use client";
import type { BulkDetail } from "@holdfast/contracts/bulk";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { orderKey } from "../shared-order/order-key";

/** Stops the rest of a bulk order while it is under way; takes it back when it has ended and its verb has a way back. */
export function BulkActions({ bulk }: { readonly bulk: BulkDetail }) {
  const t = useTranslations("bulk");
  const { readFailure } = useUi();
  const refusalOf = useGateRefusal();
  const [isUndoing, setIsUndoing] = useState(false);
  const stop = useMutation(
    useTRPC().bulk.stop.mutationOptions({
      onError: (error) => notify({ tone: "bad", title: t("notStopped"), detail: readFailure(error).message }),
    }),
  );
  if (bulk.finishedAt === null)
    return (
      <Button variant="danger" refusal={refusalOf(bulk.stop)} isBusy={stop.isPending} onClick={() => stop.mutate({ bulkId: bulk.id })}>
        {t("stop")}
      </Button>
    );
  if (bulk.undo === null || bulk.undoneBy !== null) return null;
  return (
    <>
      <Button refusal={refusalOf(bulk.undo.gate)} onClick={() => setIsUndoing(true)}>
        {t("undo")}
      </Button>
      {isUndoing && <UndoDialog bulk={bulk} undo={bulk.undo} onClose={() => setIsUndoing(false)} />}
    </>
  );
}

interface UndoDialogProps {
  readonly bulk: BulkDetail;
  readonly undo: NonNullable<BulkDetail["undo"]>;
  readonly onClose: () => void;
}

function UndoDialog({ bulk, undo, onClose }: UndoDialogProps) {
  const t = useTranslations("bulk");
  const words = useTranslations("object.order");
  const { readFailure, navigate } = useUi();
  const [key] = useState(orderKey);
  const order = useMutation(
    useTRPC().bulk.undo.mutationOptions({
      onSuccess: ({ bulkId }) => {
        onClose();
        navigate(`/bulk/${bulkId}`);
      },
    }),
  );
  const give = () => order.mutate({ bulkId: bulk.id, key, confirmed: undo.confirm });
  const { verb } = bulk;
  const title = t("undoTitle", { count: undo.count });
  const consequence = verb === "scale" || verb === "cordon" || verb === "uncordon" ? t(`undoConsequence.${verb}`) : "";
  const failure = order.error ? readFailure(order.error).message : null;
  if (undo.confirm !== null)
    return (
      <ConfirmDialog
        isOpen
        {...{ onClose, title, consequence, failure }}
        name={undo.confirm}
        confirmLabel={t("undo")}
        onConfirm={give}
        isBusy={order.isPending}
      />
    );
  return (
    <Dialog
      isOpen
      {...{ onClose, title }}
      description={consequence}
      footer={
        <>
          <Button onClick={onClose}>{words("cancel")}</Button>
          <Button variant="primary" isBusy={order.isPending} onClick={give}>
            {t("undo")}
          </Button>
        </>
      }
    >
      {failure !== null && <FailureNotice title={words("refused")}>{failure}</FailureNotice>}
    </Dialog>
  );
}
