import type { AuditCheckpoint } from "@holdfast/contracts/audit";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import type { SigningKey } from "../pki/signing-key";
import { checkpointMessage } from "./checkpoint-message";

/** Signs the head of the chain, unless it is signed already; returns the new checkpoint, to be kept where the database's owner can't reach. */
export async function checkpointAudit(ctx: ServiceContext, key: SigningKey): Promise<AuditCheckpoint | null> {
  // Not audited: a checkpoint of the chain in the chain would make the next one necessary.
  return transact(ctx.db, ctx.now, async (unit) => {
    const head = await unit.tx.auditHead.findUniqueOrThrow({ where: { id: 1 } });
    if (head.seq === 0n || (await unit.tx.auditCheckpoint.findUnique({ where: { seq: head.seq } }))) return null;
    const statement = { seq: Number(head.seq), hash: head.hash, at: ctx.now().toISOString(), keyId: key.keyId };
    const checkpoint = { ...statement, signature: key.sign(checkpointMessage(statement)) };
    await unit.tx.auditCheckpoint.createMany({ data: [{ ...checkpoint, seq: head.seq }], skipDuplicates: true });
    unit.emit({ type: "audit.checkpointed", clusterIds: [], subject: { kind: "audit", id: String(head.seq) }, payload: {} });
    return checkpoint;
  });
}
