import type { PodShape } from "./pod-shape";

/** How many replicas a step adds at a site, or takes away. */
export interface RoomDemand {
  readonly step: string;
  /** When it is done: those of one stage are done at once. */
  readonly stage: number;
  readonly object: string;
  readonly namespace: string;
  /** Negative: it takes replicas away. */
  readonly more: number;
  /** How many stand there already; of those that keep off each other each has a node of its own. */
  readonly standing?: number;
  readonly shape: PodShape;
}

/**
 * Demands in the order in which they bear on each other. What is taken away is free for the stages after it; of its own stage nobody
 * knows which comes first.
 */
export const inOrder = <D extends RoomDemand>(demands: readonly D[]): D[] =>
  [...demands].sort((a, b) => a.stage - b.stage || Number(a.more < 0) - Number(b.more < 0));
