import type { LogTargetChoice } from "./log-choice";

const LONGEST = 32;

/** The end of a name tells pods of one workload apart, so the beginning gives way. */
const tail = (name: string) => (name.length > LONGEST ? `…${name.slice(1 - LONGEST)}` : name);

/** What stands beside a line, for each container: only what tells it from the others that are open. */
export function lineNames(chosen: readonly Pick<LogTargetChoice, "clusterName" | "pod" | "container">[]): string[] {
  const hasClusters = new Set(chosen.map(({ clusterName }) => clusterName)).size > 1;
  const hasContainers = new Set(chosen.map(({ container }) => container)).size > 1;
  return chosen.map(({ clusterName, pod, container }) =>
    tail([...(hasClusters ? [clusterName] : []), pod, ...(hasContainers ? [container] : [])].join("/")),
  );
}
