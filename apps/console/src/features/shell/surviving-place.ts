/** As much of an element as has to be known to put the focus on it. */
export interface Place {
  readonly isConnected: boolean;
  /** Whether it takes the focus from a program. */
  readonly canHold: boolean;
}

/**
 * Where the focus goes when what had it has left the page: the nearest thing around it that is still there and can hold it, else one
 * around what had it before, as behind a dialog that has closed; null for none. `trail` is what had the focus, the latest first,
 * each with what is around it, the nearest first.
 */
export function survivingPlace<P extends Place>(trail: readonly (readonly P[])[]): P | null {
  for (const around of trail) {
    const found = around.find(({ isConnected, canHold }) => isConnected && canHold);
    if (found) return found;
  }
  return null;
}
