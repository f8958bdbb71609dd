import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { minuteOf } from "@holdfast/domain/gates/people-guards";
import { finding } from "../define-step";
import { groupBounds, heldFreezes } from "../runner/people-facts";

const SECOND_MS = 1000;

/** What would make a run wait because people want the group at rest. Each only warns: a person may override it for a run. */
export async function restFindings(
  db: Database,
  of: { readonly group: string; readonly groupId: string },
  now: Date,
): Promise<PlanFinding[]> {
  const [freezes, bounds] = await Promise.all([heldFreezes(db, of.group, now), groupBounds(db.prisma, of.groupId)]);
  const frozen = freezes.map(({ name, reason, until }) =>
    finding("GroupFrozen", "warning", of.group, { group: of.group, freeze: name, until: minuteOf(until), reason }),
  );
  const delay = bounds.minimum_delay_seconds;
  const rests = bounds.last_ended_at !== null && now.getTime() - bounds.last_ended_at.getTime() < delay * SECOND_MS;
  const [moving, most] = [Number(bounds.others), bounds.groups_at_once];
  return [
    ...frozen,
    ...(rests ? [finding("DelayRunning", "warning", of.group, { delay })] : []),
    ...(moving >= most ? [finding("GroupsMoving", "warning", of.group, { moving, most })] : []),
  ].map((each) => ({ step: null, ...each }));
}
