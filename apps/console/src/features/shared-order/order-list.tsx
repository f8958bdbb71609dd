"use client";
import type { ObjectOrder } from "@holdfast/contracts/object";
import { Link } from "@holdfast/ui/link";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OrderRow } from "./order-row";

const SHOWN = 5;

interface OrderListProps {
  readonly uid: string;
  /** Newest first. */
  readonly orders: readonly ObjectOrder[];
  /** The order that can be taken back, and how. */
  readonly undo?: { readonly commandId: string; readonly button: ReactNode } | null;
}

/** What people ordered for an object, newest first, each with its receipt. Nothing is drawn where nobody ever did. */
export function OrderList({ uid, orders, undo = null }: OrderListProps) {
  const t = useTranslations("object.order");
  const words = useTranslations("cluster.commands.standing");
  const [newest] = orders;
  if (newest === undefined) return null;
  return (
    <Panel
      title={t("title")}
      padding="none"
      actions={<Link href={`/audit?${new URLSearchParams({ kind: "object", target: uid })}`}>{t("all")}</Link>}
    >
      <LiveRegion>{`${t(`${newest.verb}.menu`)}: ${words(newest.outcome ?? "waiting")}`}</LiveRegion>
      <ul>
        {orders.slice(0, SHOWN).map((order) => (
          <OrderRow key={order.commandId} order={order} undo={order.commandId === undo?.commandId ? undo.button : undefined} />
        ))}
      </ul>
    </Panel>
  );
}
