"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { OrderList } from "../shared-order/order-list";

/** What people ordered for an object that is not there any more: who deleted it, and when. */
export function GoneOrders({ clusterId, uid }: { readonly clusterId: string; readonly uid: string }) {
  const { data: orders = [] } = useQuery(useTRPC().object.orders.queryOptions({ clusterId, uid }));
  return <OrderList uid={uid} orders={orders} />;
}
