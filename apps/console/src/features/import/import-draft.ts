import type { Environment } from "@holdfast/contracts/cluster";
import type { AgentRights, ContextProbe, ContextView, StartImport } from "@holdfast/contracts/cluster-import";
import { readLabels, wrongLabel } from "../shared-cluster/labels-text";

/** What a cluster can be for, in the order of the form. */
export const environments: readonly Environment[] = ["production", "test", "dr"];

/** What somebody says of one context before it is brought in. */
export interface ContextDraft {
  readonly isChosen: boolean;
  readonly name: string;
  readonly environment: Environment | "";
  readonly region: string;
  /** One a line, as `key=value`. */
  readonly labels: string;
}

/** How the look at one context stands. */
export type ProbeState =
  | { readonly kind: "asking" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "told"; readonly probe: ContextProbe };

export type DraftFault = "name" | "nameTaken" | "nameTwice" | "environment" | "region" | "labels";

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The drafts at first: everything that may be imported is chosen, and nothing is guessed but the name. */
export const firstDrafts = (contexts: readonly ContextView[]): Readonly<Record<string, ContextDraft>> =>
  Object.fromEntries(
    contexts.map(({ context, name, refusals }) => [
      context,
      { isChosen: refusals.length === 0, name, environment: "", region: "", labels: "" },
    ]),
  );

/** The name by which the fleet has a context's cluster already; null when the reader may not see it; undefined when it has it not. */
export const managedAs = (state: ProbeState | undefined): string | null | undefined =>
  state?.kind === "told" && state.probe.isReachable && state.probe.managedAs ? state.probe.managedAs.name : undefined;

/** The context that came first of those that lead to the same cluster, for those that came later. */
export function twins(order: readonly string[], probes: Readonly<Record<string, ProbeState>>): Readonly<Record<string, string>> {
  const first = new Map<string, string>();
  const found: Record<string, string> = {};
  for (const context of order) {
    const state = probes[context];
    if (state?.kind !== "told" || !state.probe.isReachable) continue;
    const before = first.get(state.probe.clusterUid);
    if (before === undefined) first.set(state.probe.clusterUid, context);
    else found[context] = before;
  }
  return found;
}

/**
 * The contexts that nobody would bring in without a thought: what is in the fleet already, what another context leads to as well,
 * and what was not reached. The reader may choose them all the same.
 */
export const doubtful = (order: readonly string[], probes: Readonly<Record<string, ProbeState>>): ReadonlySet<string> => {
  const isUnreached = (state: ProbeState) => state.kind === "failed" || (state.kind === "told" && !state.probe.isReachable);
  const own = Object.entries(probes).filter(([, state]) => managedAs(state) !== undefined || isUnreached(state));
  return new Set([...own.map(([context]) => context), ...Object.keys(twins(order, probes))]);
};

/** What is wrong with the chosen drafts, by context. */
export function draftFaults(
  drafts: Readonly<Record<string, ContextDraft>>,
  takenNames: readonly string[],
): Readonly<Record<string, readonly DraftFault[]>> {
  const chosen = Object.entries(drafts).filter(([, { isChosen }]) => isChosen);
  const taken = new Set(takenNames);
  return Object.fromEntries(
    chosen.flatMap(([context, draft]) => {
      const isTwice = chosen.some(([other, { name }]) => other !== context && name === draft.name);
      const name: DraftFault[] = !NAME.test(draft.name) ? ["name"] : taken.has(draft.name) ? ["nameTaken"] : isTwice ? ["nameTwice"] : [];
      const faults: DraftFault[] = [
        ...name,
        ...(draft.environment === "" ? ["environment" as const] : []),
        ...(draft.region.trim() === "" ? ["region" as const] : []),
        ...(wrongLabel(draft.labels) === null ? [] : ["labels" as const]),
      ];
      return faults.length > 0 ? [[context, faults]] : [];
    }),
  );
}

/** What a draft says of the cluster. Ask `draftFaults` first: one without an environment is none, and wrong labels are left out. */
export function clusterOf({ name, environment, region, labels }: ContextDraft): StartImport["clusters"][number]["cluster"] | null {
  const read = readLabels(labels);
  return environment === "" ? null : { name, environment, region: region.trim(), labels: "labels" in read ? read.labels : {} };
}

/** The chosen drafts as an order, each with what its agent may do. Ask `draftFaults` first. */
export const chosenClusters = (drafts: Readonly<Record<string, ContextDraft>>, rights: AgentRights): StartImport["clusters"] =>
  Object.entries(drafts).flatMap(([context, draft]) => {
    const cluster = draft.isChosen ? clusterOf(draft) : null;
    return cluster ? [{ context, cluster, rights }] : [];
  });
