import type { LinkState, LinkView } from "@holdfast/contracts/cluster";

/** How a link is shown: a cluster that may be away is `away` while that is as expected, and whatever it is afterwards. */
export type ShownLink = LinkState | "away";

/** The word for a link at an instant, in milliseconds. */
export const shownLink = ({ state, awayUntil }: Pick<LinkView, "state" | "awayUntil">, nowMs: number): ShownLink =>
  awayUntil !== null && awayUntil.getTime() > nowMs ? "away" : state;
