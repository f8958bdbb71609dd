import type { BackupFacts, RestoreFacts } from "@holdfast/contracts/queries/velero-read-restore";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort } from "./kube-port";

const GROUP = "velero.io";
const VERSIONS = ["v1"];

/** The rights to read what a restore depends on, and the restore. */
export const mayReadVelero = [
  { apiGroups: [GROUP], resources: ["backups"], verbs: ["get", "list"] },
  { apiGroups: [GROUP], resources: ["backupstoragelocations", "restores"], verbs: ["get"] },
];

/** A resource of Velero, where it is served. */
export const findVelero = (kube: KubePort, plural: "backups" | "restores" | "backupstoragelocations") => kube.find(GROUP, plural, VERSIONS);

/** The annotation that names the backup of a Restore that Holdfast made. */
export const RESTORED_FROM = "holdfast.dev/restored-from";

/** What is read of a Backup. */
export interface Backup extends KubeObject {
  readonly spec?: { readonly storageLocation?: string };
  readonly status?: { readonly phase?: string; readonly completionTimestamp?: string };
}

/** What is read of a Restore. */
export interface Restore extends KubeObject {
  readonly spec?: { readonly backupName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly errors?: number;
    readonly warnings?: number;
    readonly failureReason?: string;
    readonly validationErrors?: readonly string[];
    readonly progress?: { readonly itemsRestored?: number; readonly totalItems?: number };
  };
}

interface Location extends KubeObject {
  readonly status?: { readonly phase?: string };
}

const SCHEDULE = "velero.io/schedule-name";
const completedAt = (backup: Backup) => Date.parse(backup.status?.completionTimestamp ?? "") || 0;

/** Whether every object of a backup is in it. */
export const isComplete = ({ status }: Backup): boolean => status?.phase === "Completed";

/** The newest complete backup of a schedule; undefined when it has none. */
export async function newestBackup(kube: KubePort, namespace: string, schedule: string): Promise<Backup | undefined> {
  const resource = await findVelero(kube, "backups");
  if (!resource) return undefined;
  const all = await kube.list<Backup>(resource, namespace);
  return all
    .filter((backup) => backup.metadata?.labels?.[SCHEDULE] === schedule && isComplete(backup))
    .sort((a, b) => completedAt(b) - completedAt(a))[0];
}

/** What is told of a backup. */
export async function backupFacts(kube: KubePort, namespace: string, backup: Backup): Promise<BackupFacts> {
  const name = backup.spec?.storageLocation;
  const resource = await findVelero(kube, "backupstoragelocations");
  const location = name && resource ? await kube.read<Location>({ resource, namespace, name }) : undefined;
  return {
    name: backup.metadata?.name ?? "",
    phase: backup.status?.phase ?? "",
    completedAt: backup.status?.completionTimestamp ?? null,
    location: name ? { name, phase: location?.status?.phase ?? "" } : null,
  };
}

/** What is told of a Restore. */
export const restoreFacts = ({ spec, status }: Restore): RestoreFacts => ({
  backup: spec?.backupName ?? "",
  phase: status?.phase ?? "",
  errors: status?.errors ?? 0,
  warnings: status?.warnings ?? 0,
  restored: status?.progress?.itemsRestored ?? 0,
  total: status?.progress?.totalItems ?? 0,
  said: [status?.failureReason, ...(status?.validationErrors ?? [])].filter(Boolean).join("; ").slice(0, 1024),
});
