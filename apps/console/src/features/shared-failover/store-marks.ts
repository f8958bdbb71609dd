import type { StoreVerdict } from "@holdfast/contracts/data-store";
import type { Mark } from "../shared-status/status-marks";

/** How the verdict on a data store is drawn; its word is in `messages` below `sharedFailover.stores.verdict`. */
export const storeMarks: Readonly<Record<StoreVerdict, Mark>> = {
  within: { tone: "good", shape: "disc" },
  over: { tone: "bad", shape: "triangle" },
  broken: { tone: "bad", shape: "cross" },
  stale: { tone: "unknown", shape: "clock" },
  unmeasured: { tone: "unknown", shape: "question" },
};

const rank: Readonly<Record<StoreVerdict, number>> = { broken: 0, over: 1, unmeasured: 2, stale: 3, within: 4 };

/** What a store is compared with others by. */
interface Measured {
  readonly verdict: StoreVerdict;
  readonly lossSeconds: number | null;
  readonly standby: string;
}

/** The store that a person should look at first: the gravest verdict, then the most that would be lost; undefined of none. */
export const gravestStore = <S extends Measured>(stores: readonly S[]): S | undefined =>
  stores.toSorted((a, b) => rank[a.verdict] - rank[b.verdict] || (b.lossSeconds ?? Infinity) - (a.lossSeconds ?? Infinity))[0];

/** The stores that are copied to a cluster, over all plans. */
export const storesCopiedTo = <S extends Measured>(cluster: string, plans: readonly { readonly stores: readonly S[] }[]): S[] =>
  plans.flatMap(({ stores }) => stores.filter(({ standby }) => standby === cluster));
