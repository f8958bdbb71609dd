/** What objects of a kind control, so that their page can list it: the resources whose owner they can be. */
const owned: Readonly<Record<string, readonly string[]>> = {
  "deployments.apps": ["replicasets.apps"],
  "replicasets.apps": ["pods"],
  "statefulsets.apps": ["pods"],
  "daemonsets.apps": ["pods"],
  "jobs.batch": ["pods"],
  "cronjobs.batch": ["jobs.batch"],
};

/** The question for what an object holds: what it controls, or the pods of a node; null for a kind that holds nothing. */
export function heldBy(object: {
  readonly resource: string;
  readonly clusterId: string;
  readonly uid: string;
  readonly name: string;
}): { resources: string[]; clusterIds: string[]; ownerUid?: string; node?: string } | null {
  const clusterIds = [object.clusterId];
  if (object.resource === "nodes") return { resources: ["pods"], clusterIds, node: object.name };
  const resources = owned[object.resource];
  return resources === undefined ? null : { resources: [...resources], clusterIds, ownerUid: object.uid };
}

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
