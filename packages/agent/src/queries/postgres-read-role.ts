import { type PostgresStatus, postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { postgresRole } from "../commands/postgres-set-primary";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { defineQuery } from "./define-query";

interface Cluster extends KubeObject {
  readonly spec?: { readonly replica?: { readonly self?: string }; readonly externalClusters?: readonly { readonly name?: string }[] };
  readonly status?: {
    readonly phase?: string;
    readonly readyInstances?: number;
    readonly currentPrimary?: string;
    readonly instancesReportedState?: Readonly<Record<string, { readonly isPrimary?: boolean }>>;
    readonly demotionToken?: string;
    readonly lastPromotionToken?: string;
  };
}

/** Somebody has stopped every instance, by the annotations that the operator obeys. */
function isStopped({ metadata }: Cluster): boolean {
  const { annotations = {} } = metadata ?? {};
  return (annotations["cnpg.io/fencedInstances"] ?? "").includes('"*"') || annotations["cnpg.io/hibernation"] === "on";
}

function statusOf(cluster: Cluster): PostgresStatus {
  const { spec, status, metadata } = cluster;
  return {
    phase: status?.phase ?? "",
    readyInstances: status?.readyInstances ?? 0,
    self: spec?.replica?.self ?? metadata?.name ?? "",
    externalClusters: (spec?.externalClusters ?? []).map(({ name = "" }) => name),
    isWritable: status?.instancesReportedState?.[status.currentPrimary ?? ""]?.isPrimary === true,
    isStopped: isStopped(cluster),
    demotionToken: status?.demotionToken ?? "",
    lastPromotionToken: status?.lastPromotionToken ?? "",
  };
}

/** `postgres.read-role`: the role of a CloudNativePG Cluster now, and whether it takes writes. */
export const readPostgresRole = defineQuery({
  contract: postgresReadRole,
  rbac: [mayGet(postgresRole)],
  handle: ({ kube }, target) => readFields(kube, postgresRole, target, statusOf),
});
