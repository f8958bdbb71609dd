import type { ArmingPhase } from "@holdfast/contracts/arming";
import type { AuditRecord } from "@holdfast/contracts/audit";
import type { Worded } from "@holdfast/contracts/phrase";
import type { Arming, Prisma } from "./generated/prisma/client";
import { phraseInPayload, storedPhrase } from "./stored-phrase";
import type { Unit } from "./transact";

/** Tells everybody that an arming has come into another phase: pages, channels and the hubs. */
export function sayArming(unit: Unit, arming: Arming, planName: string, phase: ArmingPhase, said: Worded | null): void {
  unit.emit({
    type: "arming.changed",
    clusterIds: [arming.primaryId, arming.standbyId],
    subject: { kind: "arming", id: arming.id },
    payload: {
      ...{ plan: planName, planId: arming.planId, from: arming.phase, to: phase, name: arming.requestedByName },
      ...{ message: said?.message ?? "", ...(said ? phraseInPayload(said) : {}) },
    },
  });
  unit.wake({ topic: "run", key: arming.id });
}

/** How an arming ends, and what the audit chain keeps of it. */
export interface ArmingEnd extends Worded {
  readonly to: Exclude<ArmingPhase, "AwaitingApproval" | "Armed">;
  readonly at: Date;
  readonly audit: Pick<AuditRecord, "actor" | "action" | "outcome" | "decision" | "requestId">;
}

/** Ends an arming whose row the caller has locked and found open, with its event. Returns the line for the audit chain, which the caller writes. */
export async function endArming(unit: Unit, arming: Arming, planName: string, { to, at, audit, ...said }: ArmingEnd): Promise<AuditRecord> {
  await unit.tx.arming.update({
    where: { id: arming.id },
    data: { phase: to, endedAt: at, endMessage: said.message, endPhrase: storedPhrase(said) },
  });
  sayArming(unit, arming, planName, to, said);
  return {
    ...audit,
    target: { kind: "arming", id: arming.id, name: planName, clusterId: null },
    reason: said.message.slice(0, 1024),
    before: { phase: arming.phase },
    after: { phase: to, subjectHash: arming.subjectHash },
  };
}

/** Locks the armings of these ids or of a plan that have not ended, and reads them; the caller's transaction alone may end them then. */
export async function lockOpenArmings(
  tx: Prisma.TransactionClient,
  where: { readonly planId: string } | { readonly id: string },
): Promise<Arming[]> {
  const [column, value] = "id" in where ? ["id", where.id] : ["planId", where.planId];
  const rows = await tx.arming.findMany({ where: { [column]: value, phase: { in: ["AwaitingApproval", "Armed"] } }, select: { id: true } });
  const ids = rows.map(({ id }) => id);
  await tx.$queryRaw`SELECT 1 FROM arming WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return tx.arming.findMany({ where: { id: { in: ids }, phase: { in: ["AwaitingApproval", "Armed"] } } });
}
