import { RunOrigin } from "@holdfast/contracts/automation";
import { FreezeTimes } from "@holdfast/contracts/freeze-window";
import { automationStop } from "@holdfast/db/automation-switch";
import type { Database } from "@holdfast/db/database";
import type { Run } from "@holdfast/db/generated/prisma/client";
import { heldUntil } from "@holdfast/domain/freeze/freeze-times";
import type { HeldFreeze, PeopleFacts } from "@holdfast/domain/gates/people-guards";
import { movingPhases } from "@holdfast/domain/run/phase-machine";

/** The freezes that hold for a group at an instant. */
export async function heldFreezes(db: Database, group: string, at: Date): Promise<HeldFreeze[]> {
  const rows = await db.prisma.freezeWindow.findMany({ where: { OR: [{ groups: { isEmpty: true } }, { groups: { has: group } }] } });
  return rows.flatMap(({ name, reason, times }) => {
    const until = heldUntil(FreezeTimes.parse(times), at);
    return until ? [{ name, reason, until }] : [];
  });
}

interface Bounds {
  readonly group: string;
  readonly minimum_delay_seconds: number;
  readonly groups_at_once: number;
  readonly last_ended_at: Date | null;
  readonly others: bigint;
}

/** No run has this id. */
const NO_RUN = "00000000-0000-0000-0000-000000000000";

/**
 * The limits, how many other groups move now, and when the group itself came to rest. A run and the one that a step of it has made do
 * not count for each other: one could not end without the other.
 */
export async function groupBounds(db: Pick<Database["prisma"], "$queryRaw">, groupId: string, runId = NO_RUN): Promise<Bounds> {
  const [row] = await db.$queryRaw<Bounds[]>`
    SELECT protection_group.name AS "group", minimum_delay_seconds, groups_at_once,
           (SELECT max(finished_at) FROM run WHERE group_id = ${groupId}::uuid AND kind <> 'rehearsal' AND started_at IS NOT NULL) AS last_ended_at,
           (SELECT count(DISTINCT group_id) FROM run WHERE group_id <> ${groupId}::uuid AND kind <> 'rehearsal' AND phase = ANY(${[...movingPhases]})
              AND parent_id IS DISTINCT FROM ${runId}::uuid AND id IS DISTINCT FROM (SELECT parent_id FROM run WHERE id = ${runId}::uuid)) AS others
    FROM failover_limit, protection_group WHERE failover_limit.id = 1 AND protection_group.id = ${groupId}::uuid`;
  if (!row) throw new RangeError("the run has no protection group");
  return row;
}

/** What people have set that concerns a run, now. */
export async function peopleFacts(
  db: Database,
  run: Pick<Run, "id" | "groupId" | "origin" | "mode" | "kind">,
  now: Date,
): Promise<PeopleFacts> {
  const [stop, bounds, overrides] = await Promise.all([
    automationStop(db.prisma),
    groupBounds(db.prisma, run.groupId, run.id),
    db.prisma.guardOverride.findMany({ where: { runId: run.id, expiresAt: { gt: now } }, orderBy: { expiresAt: "desc" } }),
  ]);
  return {
    origin: RunOrigin.parse(run.origin),
    automationStop: stop,
    isForced: run.mode === "ungraceful" && run.kind === "real",
    freezes: await heldFreezes(db, bounds.group, now),
    lastEndedAt: bounds.last_ended_at,
    minimumDelaySeconds: bounds.minimum_delay_seconds,
    otherGroupsMoving: Number(bounds.others),
    groupsAtOnce: bounds.groups_at_once,
    overrides,
    now,
  };
}
