"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { ObjectVerbView } from "@holdfast/contracts/object";
import { Button } from "@holdfast/ui/button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { OrderList } from "../shared-order/order-list";
import { undoableDrain } from "../shared-order/undoable-drain";
import { undoableScale } from "../shared-order/undoable-scale";
import type { AskedOrder } from "../shared-order/use-asked-order";

interface ObjectOrdersProps {
  readonly object: ObjectRow;
  readonly verbs: readonly ObjectVerbView[];
  readonly ask: AskedOrder["ask"];
}

/** What people ordered for the object, with the way back from its last scaling or drain. */
export function ObjectOrders({ object: { clusterId, uid, desired }, verbs, ask }: ObjectOrdersProps) {
  const t = useTranslations("object.order");
  const { data: orders = [] } = useQuery(useTRPC().object.orders.queryOptions({ clusterId, uid }));
  const undoable = undoableScale(orders, desired);
  const gate = verbs.find(({ verb }) => verb === "scale")?.gate;
  const scaleBack = undoable && {
    commandId: undoable.order.commandId,
    button: (
      <Button size="s" refusal={gate === undefined || gate.isMet ? null : gate.message} onClick={() => ask("scale", undoable.from)}>
        {t("undo", { replicas: undoable.from })}
      </Button>
    ),
  };
  const drained = undoableDrain(orders);
  const uncordon = verbs.find(({ verb }) => verb === "uncordon")?.gate;
  const letIn = drained &&
    uncordon?.isMet && {
      commandId: drained.commandId,
      button: (
        <Button size="s" onClick={() => ask("uncordon")}>
          {t(drained.finishedAt === null ? "drain.stop" : "drain.undo")}
        </Button>
      ),
    };
  const undo = scaleBack ?? (letIn || null);
  return <OrderList uid={uid} orders={orders} undo={undo} />;
}
