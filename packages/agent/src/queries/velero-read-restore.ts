import { veleroReadRestore } from "@holdfast/contracts/queries/velero-read-restore";
import { type Backup, backupFacts, findVelero, mayReadVelero, newestBackup, type Restore, restoreFacts } from "../kube/velero";
import { defineQuery } from "./define-query";

/** `velero.read-restore`: a backup and how it is, and how far a Restore is. */
export const readRestore = defineQuery({
  contract: veleroReadRestore,
  rbac: mayReadVelero,
  async handle({ kube }, { namespace, backup, schedule, restore }) {
    const [backups, restores] = await Promise.all([findVelero(kube, "backups"), findVelero(kube, "restores")]);
    if (!backups || !restores) return { isServed: false, backup: null, restore: null };
    const source = backup
      ? await kube.read<Backup>({ resource: backups, namespace, name: backup })
      : schedule
        ? await newestBackup(kube, namespace, schedule)
        : undefined;
    const made = await kube.read<Restore>({ resource: restores, namespace, name: restore });
    return {
      isServed: true,
      backup: source ? await backupFacts(kube, namespace, source) : null,
      restore: made ? restoreFacts(made) : null,
    };
  },
});
