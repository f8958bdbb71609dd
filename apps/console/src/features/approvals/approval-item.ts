import type { PendingApproval } from "@holdfast/contracts/failover";

/** One thing that waits, as the address names it: `failover:<run>`, `failoverStep:<run>:<step>`, `arming:<plan>` or `rollout:<rollout>`. */
export const itemKey = (item: Pick<PendingApproval, "kind" | "id" | "detail">): string =>
  item.kind === "failoverStep" ? `${item.kind}:${item.id}:${item.detail}` : `${item.kind}:${item.id}`;

/** The address of one thing that waits. */
export const itemHref = (item: Pick<PendingApproval, "kind" | "id" | "detail">): string =>
  `/approvals?item=${encodeURIComponent(itemKey(item))}`;

/** What is shown beside the list: what the address asks for; without that, the first that the reader may decide, else the first. */
export function chosenItem<I extends Pick<PendingApproval, "kind" | "id" | "detail" | "canDecide">>(
  items: readonly I[],
  asked: string | null,
): I | null {
  if (asked !== null) return items.find((item) => itemKey(item) === asked) ?? null;
  return items.find((item) => item.canDecide.isMet) ?? items[0] ?? null;
}
