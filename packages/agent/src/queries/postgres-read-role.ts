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

/** Somebody has stopped every instance, by the annotations that the operator obeys, and the operator has said that none is ready since. */
function isStopped({ metadata, status }: Cluster): boolean {
  const { annotations = {} } = metadata ?? {};
  const isAsked = (annotations["cnpg.io/fencedInstances"] ?? "").includes('"*"') || annotations["cnpg.io/hibernation"] === "on";
  // A count of zero is left out of the status; an operator that has not looked yet writes no phase either.
  return isAsked && Boolean(status?.phase) && (status?.readyInstances ?? 0) === 0;
}

/** Whether an instance takes writes, by what each has reported. The absence of a report says nothing. */
function isWritable({ status }: Cluster): boolean | null {
  const { instancesReportedState = {}, currentPrimary = "" } = status ?? {};
  if (Object.values(instancesReportedState).some(({ isPrimary }) => isPrimary === true)) return true;
  return instancesReportedState[currentPrimary]?.isPrimary ?? null;
}

function statusOf(cluster: Cluster): PostgresStatus {
  const { spec, status, metadata } = cluster;
  return {
    phase: status?.phase ?? "",
    readyInstances: status?.readyInstances ?? 0,
    self: spec?.replica?.self ?? metadata?.name ?? "",
    externalClusters: (spec?.externalClusters ?? []).map(({ name = "" }) => name),
    isWritable: isWritable(cluster),
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
