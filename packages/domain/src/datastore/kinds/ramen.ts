import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";
import { broken, replicating, unmeasured } from "../reading";
import { defineStore } from "../store-kind";

const Status = z.object({
  status: z
    .object({
      lastGroupSyncTime: z.iso.datetime({ offset: true }).optional(),
      conditions: z.array(z.object({ type: z.string(), status: z.string(), message: z.string().default("") })).default([]),
    })
    .default({ conditions: [] }),
});

/** The conditions that say that the data are not protected any more. */
const PROTECTS = ["Protected", "DataProtected"];

/**
 * Ramen, by `status.lastGroupSyncTime`: of the DRPlacementControl where the standby is its hub, else of the VolumeReplicationGroup at
 * the primary. The last sync has an instant of its own, which holds whatever became of the primary.
 */
export const ramen = defineStore({
  kind: "ramen",
  seesSource: true,
  questions({ namespace, name, nameAt }, { primary, standby }) {
    const at = (site: string) => ({ namespace, name: nameAt[site] ?? name });
    return [
      { id: "control", at: "standby", ask: { object: { resource: "drplacementcontrols.ramendr.openshift.io", ...at(standby) } } },
      { id: "group", at: "primary", ask: { object: { resource: "volumereplicationgroups.ramendr.openshift.io", ...at(primary) } } },
    ];
  },
  read(answers, now) {
    const object = answers.control ?? answers.group ?? null;
    if (object === null) return unmeasured(worded("StoreObjectAbsent", { object: "DRPlacementControl, VolumeReplicationGroup" }));
    const parsed = Status.safeParse(object);
    const status = parsed.success ? parsed.data.status : null;
    if (!status?.lastGroupSyncTime) return unmeasured(worded("NeverSynced"));
    const durableAt = new Date(status.lastGroupSyncTime);
    const known = { durableAt, position: status.lastGroupSyncTime };
    const lost = status.conditions.find(({ type, status: is }) => PROTECTS.includes(type) && is === "False");
    if (lost) return broken(worded("StoreSays", { said: lost.message || lost.type }), known);
    return replicating((now.getTime() - durableAt.getTime()) / 1000, known);
  },
});
