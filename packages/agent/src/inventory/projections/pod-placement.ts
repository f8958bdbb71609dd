import type { Json, JsonObject } from "@holdfast/contracts/json";
import { type LabelSelector, matchesLabels } from "@holdfast/domain/selector/matches-labels";
import { facts, text, textMap, texts, yes } from "../facts";

interface Requirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}
interface NodeTerm {
  readonly matchExpressions?: readonly Requirement[];
  readonly matchFields?: readonly Requirement[];
}

/** Which nodes a pod asks for. */
export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly NodeTerm[] };
}
/** A taint that a pod puts up with. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}
/** Pods that a pod wants near, or not near. */
export interface AffinityTerm {
  readonly topologyKey?: string;
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: object;
  readonly mismatchLabelKeys?: readonly string[];
}
interface Placed {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: {
    readonly nodeAffinity?: NodeAffinity;
    readonly podAntiAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[] };
  };
}

/** Beyond this nothing is kept: half of an affinity would let pods stand where they may not, or the other way round. */
const MOST = 64;

const isBounded = (list: readonly unknown[] | undefined) => (list?.length ?? 0) <= MOST;

const requirement = ({ key, operator, values }: Requirement): JsonObject =>
  facts({ key: text(key, 317), operator: text(operator, 32), values: texts(values) });

function nodeTerms(terms: readonly NodeTerm[] | undefined): Json[] | undefined {
  if (!terms || !isBounded(terms)) return undefined;
  const all = terms.flatMap((term) => [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])]);
  if (all.length > MOST || !all.every(({ values }) => isBounded(values))) return undefined;
  return terms.map((term) =>
    facts({ expressions: (term.matchExpressions ?? []).map(requirement), fields: (term.matchFields ?? []).map(requirement) }),
  );
}

/** Pods of another namespace, or of another version, are none of the workload's own. */
const isAboutOthers = ({ namespaces, namespaceSelector, mismatchLabelKeys }: AffinityTerm) =>
  (namespaces?.length ?? 0) + (mismatchLabelKeys?.length ?? 0) > 0 || namespaceSelector !== undefined;

/** Where the pods of a template may stand: what is required alone, for what is preferred keeps no pod off a node. */
export function placementFacts(spec: Placed | undefined, labels: Readonly<Record<string, string>> | undefined): JsonObject {
  const tolerations = spec?.tolerations ?? [];
  const apart = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return facts({
    nodeSelector: textMap(spec?.nodeSelector),
    nodeTerms: nodeTerms(spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms),
    tolerations: isBounded(tolerations)
      ? tolerations.map(({ key, operator, value, effect }) =>
          facts({ key: text(key, 317), operator: text(operator, 32), value: text(value, 63), effect: text(effect, 32) }),
        )
      : undefined,
    toleratesNothing: yes(spec !== undefined && tolerations.length === 0),
    isOnePerNode: yes(
      apart.some(
        ({ topologyKey, labelSelector, ...term }) =>
          !isAboutOthers(term) &&
          topologyKey === "kubernetes.io/hostname" &&
          labelSelector !== undefined &&
          matchesLabels(labelSelector, labels ?? {}),
      ),
    ),
  });
}
