import { transact } from "@holdfast/db/transact";
import type { Svid } from "../pki/certificate-authority";
import type { AgentSettings } from "./agent-settings";

/** Records a new certificate of an enrolled key; false when the identity is revoked or not this key's. */
export async function prolongIdentity(
  settings: AgentSettings,
  clusterId: string,
  keyFingerprint: string,
  svid: Svid,
  action: string,
): Promise<boolean> {
  return transact(settings.db, settings.now, async (unit) => {
    const identity = await unit.tx.agentIdentity.findFirst({
      where: { clusterId, keyFingerprint, revokedAt: null },
      include: { cluster: { select: { name: true } } },
    });
    if (!identity) return false;
    await unit.tx.agentIdentity.update({
      where: { id: identity.id },
      data: { serial: svid.serial, notAfter: svid.notAfter, renewedAt: settings.now() },
    });
    unit.audit({
      actor: { kind: "agent", id: clusterId, name: identity.cluster.name },
      action,
      target: { kind: "cluster", id: clusterId, name: identity.cluster.name, clusterId },
      outcome: "succeeded",
      reason: null,
      before: { serial: identity.serial, notAfter: identity.notAfter.toISOString() },
      after: { serial: svid.serial, notAfter: svid.notAfter.toISOString() },
      decision: null,
      requestId: "agent",
    });
    return true;
  });
}
