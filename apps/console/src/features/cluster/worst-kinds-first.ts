import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { troubled } from "../shared-cluster/cluster-health";

/** The kinds that there are any of: those with trouble first, else by name. */
export const worstKindsFirst = (counts: readonly ResourceCount[]): ResourceCount[] =>
  counts
    .filter((count) => count.total > 0)
    .toSorted((a, b) => Number(troubled(b) > 0) - Number(troubled(a) > 0) || a.kind.localeCompare(b.kind, "en"));
