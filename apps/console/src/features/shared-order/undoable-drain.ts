import type { ObjectOrder } from "@holdfast/contracts/object";

/** The drain that an uncordon would stop or take back: the newest order for the node that changed anything, if it is one; else null. */
export function undoableDrain<Order extends Pick<ObjectOrder, "verb" | "outcome">>(newestFirst: readonly Order[]): Order | null {
  const newest = newestFirst.find(({ outcome }) => outcome !== "refused");
  return newest?.verb === "drain" ? newest : null;
}
