import type { MetricGate, RolloutStrategy, StrategyWave } from "@holdfast/contracts/rollout-strategy";
import { type Placement, placementSelector, readPlacement } from "../shared-cluster/placement-text";

/** A wave as it is being written: figures are what was typed. */
export interface WaveDraft {
  readonly key: string;
  readonly name: string;
  readonly placement: Placement;
  readonly approval: StrategyWave["approval"];
  readonly soakSeconds: string;
  /** An empty query is no gate. */
  readonly query: string;
  readonly comparison: MetricGate["comparison"];
  readonly threshold: string;
  readonly withinSeconds: string;
}

/** How a policy goes through the fleet, as it is being written. */
export interface StrategyDraft extends Pick<RolloutStrategy, "firstAlone" | "onFailure" | "ladder" | "freezes"> {
  readonly waves: readonly WaveDraft[];
  readonly maxConcurrent: string;
  readonly failureBudget: string;
}

const NO_GATE = { query: "", comparison: "<", threshold: "", withinSeconds: "300" } as const;

/** A wave that nothing is said of yet. */
export const newWave = (key: string): WaveDraft => ({
  ...{ key, name: "", placement: { environments: [], labels: "" }, approval: "always", soakSeconds: "0" },
  ...NO_GATE,
});

/** What a strategy looks like in the form. */
export const draftOfStrategy = ({ waves, maxConcurrent, failureBudget, ...rest }: RolloutStrategy): StrategyDraft => ({
  ...rest,
  maxConcurrent: String(maxConcurrent),
  failureBudget: String(failureBudget),
  waves: waves.map(({ name, clusters, approval, soakSeconds, gate }, index) => ({
    ...{ key: `${index}`, name, placement: readPlacement(clusters), approval, soakSeconds: String(soakSeconds) },
    ...NO_GATE,
    ...(gate && {
      ...{ query: gate.query, comparison: gate.comparison },
      ...{ threshold: String(gate.threshold), withinSeconds: String(gate.withinSeconds) },
    }),
  })),
});

/** What the form says, for the contract to check; or the part of a wave's labels that can't be read. */
export function strategyOfDraft(draft: StrategyDraft): { readonly strategy: unknown } | { readonly unread: string } {
  const waves: unknown[] = [];
  for (const { name, placement, approval, soakSeconds, query, comparison, threshold, withinSeconds } of draft.waves) {
    const read = placementSelector(placement);
    if ("unread" in read) return read;
    // Nothing typed is no figure, and not zero.
    const figure = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
    const gate = query.trim() === "" ? null : { query, comparison, threshold: figure(threshold), withinSeconds: figure(withinSeconds) };
    waves.push({ name, clusters: read.selector, approval, soakSeconds: figure(soakSeconds), gate });
  }
  const { firstAlone, onFailure, ladder, freezes } = draft;
  const [maxConcurrent, failureBudget] = [Number(draft.maxConcurrent), Number(draft.failureBudget)];
  return { strategy: { waves, firstAlone, onFailure, ladder, freezes, maxConcurrent, failureBudget } };
}
