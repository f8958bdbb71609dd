"use client";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { useOrder } from "./use-order";

interface CordonDialogProps extends OrderDialogProps {
  readonly verb: "cordon" | "uncordon";
}

/** Orders that a node takes no new pods, or takes them again. */
export function CordonDialog({ verb, ...props }: CordonDialogProps) {
  const t = useTranslations(`object.order.${verb}`);
  const { object, onClose } = props;
  const order = useOrder(object, useTRPC().object.cordon.mutationOptions(), onClose);
  return (
    <OrderDialog
      {...props}
      title={t("title", { name: object.name })}
      consequence={t("consequence", { cluster: object.clusterName })}
      confirmLabel={t("confirm")}
      onConfirm={(name) => order.send({ isCordoned: verb === "cordon" }, name)}
      isBusy={order.isBusy}
      failure={order.failure}
    />
  );
}
