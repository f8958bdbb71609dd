import { type RestoreScope, veleroRestore } from "@holdfast/contracts/commands/velero-restore";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort, ObjectRef } from "../kube/kube-port";
import { type Backup, findVelero, isComplete, mayReadVelero, RESTORED_FROM, type Restore } from "../kube/velero";
import { aboutObject } from "../objects/about-object";
import { defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";
import { untilNotOvertaken } from "./until-not-overtaken";

async function refsOf(kube: KubePort, namespace: string, backup: string, restore: string) {
  const [backups, restores] = await Promise.all([findVelero(kube, "backups"), findVelero(kube, "restores")]);
  if (!backups || !restores) throw new Refused("KindAbsent", "This cluster serves no Restore (restores.velero.io).");
  return { from: { resource: backups, namespace, name: backup }, ref: { resource: restores, namespace, name: restore } };
}

/** What is not said is left to Velero. */
function restoreObject(ref: ObjectRef, backupName: string, scope: RestoreScope): KubeObject {
  const { includedNamespaces, namespaceMapping, existingResourcePolicy } = scope;
  return {
    apiVersion: "velero.io/v1",
    kind: "Restore",
    metadata: {
      name: ref.name,
      namespace: ref.namespace ?? "",
      labels: { "app.kubernetes.io/managed-by": "holdfast" },
      annotations: { [RESTORED_FROM]: backupName },
    },
    spec: {
      backupName,
      ...(includedNamespaces.length > 0 ? { includedNamespaces } : {}),
      ...(Object.keys(namespaceMapping).length > 0 ? { namespaceMapping } : {}),
      existingResourcePolicy,
    },
  };
}

/** `velero.restore`: one Restore of a complete backup, by a name that the sender chose, so that there can be no second one. */
export const restoreVelero = defineCommand({
  contract: veleroRestore,
  rbac: [...mayReadVelero, { apiGroups: ["velero.io"], resources: ["restores"], verbs: ["create"] }],
  async handle({ kube }, { namespace, backup, restore, ...scope }) {
    const { from, ref } = await refsOf(kube, namespace, backup, restore);
    const about = aboutObject(ref);
    return untilNotOvertaken(async () => {
      const made = await kube.read<Restore>(ref);
      if (made && made.metadata?.annotations?.[RESTORED_FROM] !== backup)
        throw new Refused("NameTaken", `There is a Restore ${namespace}/${restore} that was not made from ${backup}.`);
      if (made) return { output: { hasChanged: false }, changes: [objectChange(about, made, made)] };
      const source = await kube.read<Backup>(from);
      if (!source) throw new Refused("NotFound", `There is no Backup ${namespace}/${backup}.`);
      if (!isComplete(source))
        throw new Refused("BackupIncomplete", `The Backup ${namespace}/${backup} is ${source.status?.phase ?? "new"}, not Completed.`);
      const { body, warnings } = await kube.create(ref, restoreObject(ref, backup, scope));
      return { output: { hasChanged: true }, changes: [objectChange(about, undefined, body, warnings)] };
    });
  },
});
