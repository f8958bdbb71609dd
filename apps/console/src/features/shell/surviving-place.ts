/** As much of an element as has to be known to put the focus on it. */
export interface Place {
  readonly isConnected: boolean;
  /** Whether it takes the focus from a program. */
  readonly canHold: boolean;
}

/** Where the focus goes when what had it has left the page: the nearest thing around it that is still there and can hold it; null for none. */
export const survivingPlace = <P extends Place>(around: readonly P[]): P | null =>
  around.find(({ isConnected, canHold }) => isConnected && canHold) ?? null;
