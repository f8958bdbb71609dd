import { type LabelSelector, matchesLabels } from "../selector/matches-labels";
import { inOrder, type RoomDemand } from "./room-demand";

/** A PodDisruptionBudget with the pods that it counts now. */
export interface Budget {
  readonly namespace: string;
  readonly name: string;
  /** Null where it says how many may go, or a share: such a budget grows smaller with its pods. */
  readonly minAvailable: number | null;
  readonly expectedPods: number;
  readonly selector: LabelSelector;
}

/** A budget that fewer pods would be left for than must always be there. */
export interface BudgetBreach<D extends RoomDemand> {
  readonly demand: D;
  readonly budget: string;
  readonly minAvailable: number;
  readonly left: number;
}

/**
 * The budgets that steps would leave with fewer pods than have to be available: from then on no pod of them may be evicted and no node with
 * one drained. Scaling itself asks no budget, and where no pod is left nothing is to be protected.
 */
export function judgeBudgets<D extends RoomDemand>(budgets: readonly Budget[], demands: readonly D[]): BudgetBreach<D>[] {
  return budgets.flatMap(({ namespace, name, minAvailable, expectedPods, selector }) => {
    if (minAvailable === null) return [];
    let left = expectedPods;
    return inOrder(demands).flatMap((demand): BudgetBreach<D>[] => {
      if (demand.namespace !== namespace || !matchesLabels(selector, demand.shape.labels)) return [];
      left += demand.more;
      return demand.more < 0 && left > 0 && left < minAvailable ? [{ demand, budget: name, minAvailable, left }] : [];
    });
  });
}
