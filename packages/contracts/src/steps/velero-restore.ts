import { z } from "zod";
import { RestoreScope } from "../commands/velero-restore";
import { DnsLabel, ObjectName } from "../ids";

/** `velero.restore`: a backup of Velero, by its name or the newest complete one of a schedule, is restored at one site without an error. What it wrote can't be undone. */
export const VeleroRestore = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName.default("velero").describe("the namespace of Velero itself"),
    backup: ObjectName.nullable().default(null).describe("this backup, or else a schedule"),
    schedule: ObjectName.nullable().default(null).describe("the newest complete backup of this schedule"),
    maxAgeSeconds: z.number().int().min(60).max(31_536_000).describe("an older backup is not restored: what came after it is lost"),
    includedNamespaces: RestoreScope.shape.includedNamespaces.default([]).describe("all of the backup where there are none"),
    namespaceMapping: RestoreScope.shape.namespaceMapping.default({}).describe("from the namespace of the backup to the one here"),
    existingResourcePolicy: RestoreScope.shape.existingResourcePolicy
      .default("none")
      .describe("whether an object that is there already is left as it is, or brought to what the backup has"),
  })
  .refine((p) => (p.backup === null) !== (p.schedule === null), { path: ["backup"], message: "give either a backup or a schedule" });
export type VeleroRestore = z.infer<typeof VeleroRestore>;
