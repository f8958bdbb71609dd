"use client";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { useOrder } from "./use-order";

/** Orders new pods for old. */
export function RestartDialog(props: OrderDialogProps) {
  const t = useTranslations("object.order.restart");
  const { object, onClose } = props;
  const order = useOrder(object, useTRPC().object.restart.mutationOptions(), onClose);
  return (
    <OrderDialog
      {...props}
      title={t("title", { name: object.name })}
      consequence={t("consequence", { cluster: object.clusterName, count: object.desired ?? 0 })}
      confirmLabel={t("confirm")}
      onConfirm={(name) => order.send({}, name)}
      isBusy={order.isBusy}
      failure={order.failure}
    />
  );
}
