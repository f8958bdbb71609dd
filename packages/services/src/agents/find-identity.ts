import { Fault } from "@holdfast/contracts/fault";
import type { AgentSettings } from "./agent-settings";
import { refuseAgent } from "./refuse-agent";

/** How an enrolled key stands; anything but `active` is written into the audit chain as a refused connection. */
export async function findIdentity(
  settings: Pick<AgentSettings, "db" | "now">,
  clusterId: string,
  keyFingerprint: string,
): Promise<"active" | "revoked" | "unknown"> {
  const identities = await settings.db.prisma.agentIdentity.findMany({ where: { clusterId, keyFingerprint }, select: { revokedAt: true } });
  if (identities.some((identity) => identity.revokedAt === null)) return "active";
  const state = identities.length > 0 ? "revoked" : "unknown";
  const fault =
    state === "revoked"
      ? new Fault("IdentityRevoked", "This identity was revoked.")
      : new Fault("IdentityMismatch", "This key is not the enrolled one.");
  await refuseAgent(settings, { action: "agent.connect", claimedClusterId: clusterId, evidence: { keyFingerprint } }, fault).catch(
    (cause: unknown) => {
      if (!(cause instanceof Fault)) throw cause;
    },
  );
  return state;
}
