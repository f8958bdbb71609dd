import type { LogSource } from "@holdfast/contracts/logs";

/** The contract's own limit; its schema is not worth bringing into the page. */
export const MOST_TARGETS = 20;

/** One container that can be opened. */
export interface LogTargetChoice {
  readonly key: string;
  readonly clusterId: LogSource["clusterId"];
  readonly clusterName: string;
  readonly uid: string;
  readonly pod: string;
  readonly container: string;
}

/** Every container of some pods. */
export const choicesOf = (sources: readonly LogSource[]): LogTargetChoice[] =>
  sources.flatMap(({ clusterId, clusterName, uid, pod, containers }) =>
    containers.map((container) => ({ key: `${clusterId}/${uid}/${container}`, clusterId, clusterName, uid, pod, container })),
  );

/** What is chosen before the reader chooses: the first container of each pod, on the object's own cluster, as many as may be opened. */
export const firstChoice = (choices: readonly LogTargetChoice[], clusterId: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const first = choices.filter(({ clusterId: cluster, uid }) => {
    if (cluster !== clusterId || seen.has(uid)) return false;
    seen.add(uid);
    return true;
  });
  return new Set(first.slice(0, MOST_TARGETS).map(({ key }) => key));
};
