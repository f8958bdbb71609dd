/** What objects of a kind control, the resources whose owner they can be. */
const owned: Readonly<Record<string, readonly string[]>> = {
  "deployments.apps": ["replicasets.apps"],
  "replicasets.apps": ["pods"],
  "statefulsets.apps": ["pods"],
  "daemonsets.apps": ["pods"],
  "jobs.batch": ["pods"],
  "cronjobs.batch": ["jobs.batch"],
};

/** The address at which everything that an object controls is listed. */
export const ownedHref = (object: { readonly resource: string; readonly clusterId: string; readonly uid: string }): string =>
  `/inventory?${new URLSearchParams({ kind: owned[object.resource]?.[0] ?? "pods", cluster: object.clusterId, owner: object.uid })}`;

/** Whether objects of a kind stand in an owner tree: they control others, or are controlled. */
export const isInTree = (object: { readonly resource: string; readonly owner: unknown }): boolean =>
  object.resource in owned || object.owner !== null;

/** The address of an object's page. */
export const objectHref = (object: { readonly clusterId: string; readonly uid: string }): string =>
  `/inventory/${object.clusterId}/${encodeURIComponent(object.uid)}`;

/** The address at which the log lines of a pod are read. */
export function podLogsHref(pod: { readonly clusterId: string; readonly namespace: string | null; readonly name: string }): string {
  // A pod's name is letters, digits, dots and hyphens, which LogQL takes as they are; JSON quotes whatever else somebody wrote.
  const query = `{namespace=${JSON.stringify(pod.namespace ?? "")}, pod=${JSON.stringify(pod.name)}}`;
  return `/observe/logs?${new URLSearchParams({ query, cluster: pod.clusterId })}`;
}

/** The address at which the golden signals of a service are read. */
export const serviceSignalsHref = (service: { readonly namespace: string | null; readonly name: string }): string =>
  `/observe?${new URLSearchParams({ service: `${service.namespace ?? ""}/${service.name}` })}`;
