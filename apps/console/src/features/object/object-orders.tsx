"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { ObjectVerbView } from "@holdfast/contracts/object";
import { Button } from "@holdfast/ui/button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { OrderList } from "../shared-order/order-list";
import { undoableScale } from "../shared-order/undoable-scale";
import type { AskedOrder } from "../shared-order/use-asked-order";

interface ObjectOrdersProps {
  readonly object: ObjectRow;
  readonly verbs: readonly ObjectVerbView[];
  readonly ask: AskedOrder["ask"];
}

/** What people ordered for the object, with the way back from its last scaling. */
export function ObjectOrders({ object: { clusterId, uid, desired }, verbs, ask }: ObjectOrdersProps) {
  const t = useTranslations("object.order");
  const { data: orders = [] } = useQuery(useTRPC().object.orders.queryOptions({ clusterId, uid }));
  const undoable = undoableScale(orders, desired);
  const gate = verbs.find(({ verb }) => verb === "scale")?.gate;
  const undo = undoable && {
    commandId: undoable.order.commandId,
    button: (
      <Button size="s" refusal={gate === undefined || gate.isMet ? null : gate.message} onClick={() => ask("scale", undoable.from)}>
        {t("undo", { replicas: undoable.from })}
      </Button>
    ),
  };
  return <OrderList uid={uid} orders={orders} undo={undo} />;
}
