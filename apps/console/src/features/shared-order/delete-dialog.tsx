"use client";
import type { Propagation } from "@holdfast/contracts/commands/object-delete";
import { SelectField } from "@holdfast/ui/select-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { useOrder } from "./use-order";

const propagations = ["Background", "Foreground", "Orphan"] as const satisfies readonly Propagation[];

/** Orders a deletion: says who would make the object anew, and what becomes of what it owns. */
export function DeleteDialog(props: OrderDialogProps) {
  const t = useTranslations("object.order.delete");
  const { object, onClose } = props;
  const [propagation, setPropagation] = useState<Propagation>("Background");
  const order = useOrder(object, useTRPC().object.delete.mutationOptions(), onClose);
  const isOwner = object.desired !== null && object.resource !== "pods";
  return (
    <OrderDialog
      {...props}
      title={t("title", { kind: object.kind, name: object.name })}
      consequence={t("consequence", { cluster: object.clusterName })}
      confirmLabel={t("confirm")}
      onConfirm={(name) => order.send({ propagation }, name)}
      isBusy={order.isBusy}
      failure={order.failure}
    >
      {object.owner !== null && <p>{t("owned", { owner: `${object.owner.kind} ${object.owner.name}` })}</p>}
      {isOwner && (
        <SelectField
          name="propagation"
          label={t("propagation")}
          value={propagation}
          onChange={(value) => setPropagation(propagations.find((each) => each === value) ?? "Background")}
          options={propagations.map((value) => ({ value, label: t(`propagations.${value}`) }))}
        />
      )}
    </OrderDialog>
  );
}
