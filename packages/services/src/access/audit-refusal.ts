import type { AuditRecord } from "@holdfast/contracts/audit";
import type { Unit } from "@holdfast/db/transact";
import { countDenial, isAnonymousBeyondBound, isBeyondBound } from "./count-denial";

/**
 * Puts a refusal into the audit chain. Of the denials of one caller, and of the refusals of all whom nobody knows, the chain takes so many
 * a minute one by one; those beyond are counted, and the count goes into it.
 */
export async function auditRefusal(unit: Unit, record: AuditRecord, now: Date): Promise<void> {
  const { actor, decision } = record;
  const isBeyond =
    (decision?.effect === "deny" && (await isBeyondBound(unit.tx, actor, now))) ||
    (actor.kind === "anonymous" && (await isAnonymousBeyondBound(unit.tx, now)));
  if (isBeyond) await countDenial(unit.tx, record, now);
  else unit.audit(record);
}
