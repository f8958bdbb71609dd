import { listAt, type ReadableStore, textAt, valueAt } from "../traffic/kube-read";

/** Where CloudNativePG keeps its objects. */
export const CLUSTERS = "clusters.postgresql.cnpg.io";

/** What a Cluster's object says of its place in a topology over several sites. */
export interface PostgresRole {
  /** The name by which the others know it. */
  readonly member: string;
  /** Whether its first instance takes writes, by the operator's own word. */
  readonly isWritable: boolean;
  /** The member that it follows while it is a replica. */
  readonly source: string;
  /** The name that its standbys give to their connections. */
  readonly applicationName: string;
}

/** The role of a Cluster; undefined where the site has no such object, or one that stands alone. */
export function postgresRole(store: ReadableStore, namespace: string, name: string): PostgresRole | undefined {
  const object = store.get(CLUSTERS, namespace, name);
  const member = textAt(object, "spec", "replica", "self");
  if (!object || member === "") return undefined;
  const external = listAt(object, "spec", "externalClusters").find((each) => textAt(each, "name") !== member);
  return {
    member,
    isWritable: valueAt(object, "status", "instancesReportedState", textAt(object, "status", "currentPrimary"), "isPrimary") === true,
    source: textAt(object, "spec", "replica", "source"),
    applicationName: textAt(external, "connectionParameters", "application_name") || member,
  };
}
