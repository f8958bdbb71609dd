import type { IssuedIdentity } from "@holdfast/contracts/agent-link";
import type { AgentPeer } from "@holdfast/contracts/agent-router";
import { Fault } from "@holdfast/contracts/fault";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { readCsr } from "../pki/read-csr";
import { type AgentSettings, SVID_LIFETIME_MS } from "./agent-settings";
import { prolongIdentity } from "./prolong-identity";
import { refuseAgent } from "./refuse-agent";

/** A fresh certificate for the identity that is presented now: the same id and the enrolled key, or a refusal on record. */
export async function renewAgent(
  settings: AgentSettings,
  peer: Pick<AgentPeer, "clusterId" | "keyFingerprint">,
  csrPem: string,
): Promise<IssuedIdentity> {
  const { authority, now } = settings;
  const spiffeId = agentSpiffeId(authority.trustDomain, peer.clusterId);
  const refused = (fault: Fault, evidence?: Record<string, string>) =>
    refuseAgent(
      settings,
      { action: "agent.renew", claimedClusterId: peer.clusterId, provenClusterId: peer.clusterId, ...(evidence ? { evidence } : {}) },
      fault,
    );
  const csr = await readCsr(csrPem).catch((cause: Fault) => refused(cause));
  const foreign = csr.requestedUris.find((uri) => uri !== spiffeId);
  if (foreign !== undefined)
    return refused(new Fault("IdentityMismatch", "A renewal is for the identity that is presented, and no other."), {
      requested: foreign.slice(0, 300),
    });
  if (csr.keyFingerprint !== peer.keyFingerprint)
    return refused(new Fault("IdentityMismatch", "A renewal must be signed with the enrolled key."), {
      keyFingerprint: csr.keyFingerprint,
    });
  const svid = await authority.issue({ publicKey: csr.publicKey, spiffeId, lifetimeMs: SVID_LIFETIME_MS }, now());
  if (!(await prolongIdentity(settings, peer.clusterId, csr.keyFingerprint, svid, "agent.renew")))
    return refused(new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token."));
  return { certificatePem: svid.certificatePem, bundlePem: authority.certificatePem, notAfter: svid.notAfter.toISOString() };
}
