import { LabelSet } from "../../promql/label-set";
import type { PodView } from "../site-view";

/** The labels that a log collector gives the lines of a pod's container. */
export function podStream(pod: PodView, container: string): LabelSet {
  const app = pod.labels["app.kubernetes.io/name"] ?? pod.labels.app ?? pod.workload;
  return LabelSet.of({
    namespace: pod.namespace,
    pod: pod.name,
    container,
    app,
    service_name: app,
    node_name: pod.node,
    job: `${pod.namespace}/${app}`,
  });
}

const LEVELS = new Map<string, LabelSet>();

/** What Loki finds out about a line by itself. */
export function detectedLevel(level: string): LabelSet {
  const known = LEVELS.get(level) ?? LabelSet.of({ detected_level: level });
  LEVELS.set(level, known);
  return known;
}
