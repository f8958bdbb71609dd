import { createHash } from "node:crypto";
import type { Fence } from "@holdfast/contracts/commands/network-fence";

/** The name of a fence: it follows from the pods and the direction, so that there is never a second one around the same pods. */
export function fenceName({ pods, egress }: Pick<Fence, "pods" | "egress">): string {
  const labels = Object.entries(pods).sort(([a], [b]) => (a < b ? -1 : 1));
  if (labels.length === 0 && !egress) return "holdfast-fence";
  const sum = createHash("sha256")
    .update(JSON.stringify([labels, egress]))
    .digest("hex");
  return `holdfast-fence-${sum.slice(0, 8)}`;
}
