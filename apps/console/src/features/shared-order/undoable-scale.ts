import type { ObjectOrder } from "@holdfast/contracts/object";

const replicas = (value: ObjectOrder["before"]): number | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.replicas === "number" ? value.replicas : null;

/** What a scaling went from and to; null for another order. */
export function scaleOf(order: Pick<ObjectOrder, "verb" | "before" | "after">): { readonly from: number; readonly to: number } | null {
  const [from, to] = [replicas(order.before), replicas(order.after)];
  return order.verb === "scale" && from !== null && to !== null ? { from, to } : null;
}

/** The scaling that an undo would take back: the newest that was done, while the object still has what it set; null when there is none. */
export function undoableScale<Order extends Pick<ObjectOrder, "verb" | "before" | "after" | "outcome">>(
  newestFirst: readonly Order[],
  desired: number | null,
): { readonly order: Order; readonly from: number } | null {
  const order = newestFirst.find((each) => each.verb === "scale" && each.outcome === "succeeded");
  const scale = order && scaleOf(order);
  return order && scale && scale.to === desired && scale.from !== scale.to ? { order, from: scale.from } : null;
}
