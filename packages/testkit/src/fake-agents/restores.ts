import { veleroRestore } from "@holdfast/contracts/commands/velero-restore";
import { veleroReadRestore } from "@holdfast/contracts/queries/velero-read-restore";
import { type Changed, FakeRefusal } from "./fake-refusal";
import type { FakeCluster } from "./world";

/** Makes a Restore in a fake cluster, which goes on when a test says so. Throws `FakeRefusal`. */
export function setFakeRestore(cluster: FakeCluster, given: unknown, isDryRun: boolean): Changed {
  const { namespace, backup, restore } = veleroRestore.input.parse(given);
  if (cluster.backup?.name !== backup) throw new FakeRefusal("NotFound", `no Backup ${backup}`);
  const object = `${namespace}/${restore}`;
  const hasChanged = !cluster.restores.has(object);
  if (hasChanged && !isDryRun) cluster.restores.set(object, { backup, phase: "", errors: 0, warnings: 0, restored: 0, total: 0, said: "" });
  const operation = hasChanged ? ("create" as const) : ("none" as const);
  const changes = [{ apiVersion: "velero.io/v1", kind: "Restore", namespace, name: restore, operation, fields: [], warnings: [] }];
  return { object, value: backup, hasChanged, output: { hasChanged }, changes };
}

/** The backup of a fake cluster, and how far a Restore is. */
export function readFakeRestore(cluster: FakeCluster, given: unknown): unknown {
  const { namespace, backup, restore } = veleroReadRestore.input.parse(given);
  const isMeant = backup === null || cluster.backup?.name === backup;
  return veleroReadRestore.output.parse({
    isServed: !cluster.absentKinds.has("velero.restore"),
    backup: isMeant ? cluster.backup : null,
    restore: cluster.restores.get(`${namespace}/${restore}`) ?? null,
  });
}
