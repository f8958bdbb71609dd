import { createPublicKey, randomBytes, verify } from "node:crypto";
import { type Enrolled, type ReattestAgent, type ReattestChallenge, reattestMessage } from "@holdfast/contracts/enrolment";
import { Fault } from "@holdfast/contracts/fault";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { readCsr } from "../pki/read-csr";
import { isSignedBy, type SigningKey } from "../pki/signing-key";
import { type AgentSettings, reattestWindowMs, SVID_LIFETIME_MS } from "./agent-settings";
import { prolongIdentity } from "./prolong-identity";
import { refuseAgent } from "./refuse-agent";

const CHALLENGE_LIFETIME_MS = 60_000;
const DAY_MS = 86_400_000;

/** A nonce that any hub of the installation will know again within a minute, because a key of theirs signed it. */
export function reattestChallenge(key: SigningKey, now: Date): ReattestChallenge {
  const expiresAt = new Date(now.getTime() + CHALLENGE_LIFETIME_MS);
  const text = `${expiresAt.getTime()}.${randomBytes(16).toString("base64url")}`;
  return { nonce: `${text}.${key.sign(`reattest ${text}`)}`, expiresAt: expiresAt.toISOString() };
}

const isFresh = (nonce: string, key: SigningKey, now: Date) => {
  const [expiry, random, signature] = nonce.split(".");
  return Number(expiry) > now.getTime() && isSignedBy(key.publicKeyPem, `reattest ${expiry}.${random}`, signature ?? "");
};

/**
 * Lets an agent back in whose certificate ran out while it was away: it proves its enrolled key on a fresh nonce. The id is
 * taken from the record. Refused for a revoked identity, another key, or an absence of more than
 * thirty days, or than the cluster may be away.
 */
export async function reattestAgent(settings: AgentSettings, key: SigningKey, input: ReattestAgent): Promise<Enrolled> {
  const { db, now, authority } = settings;
  const refused = (fault: Fault) => refuseAgent(settings, { action: "agent.reattest", claimedClusterId: input.clusterId }, fault);
  if (!isFresh(input.nonce, key, now()))
    return refused(new Fault("TokenExpired", "The challenge is older than a minute, or not one of ours. Ask for a new one."));
  const csr = await readCsr(input.csrPem).catch((cause: Fault) => refused(cause));
  const identity = await db.prisma.agentIdentity.findFirst({
    where: { clusterId: input.clusterId, keyFingerprint: csr.keyFingerprint },
    orderBy: { enrolledAt: "desc" },
    include: { cluster: { select: { awayDays: true } } },
  });
  if (!identity)
    return refused(new Fault("IdentityMismatch", "This key is not the one that the cluster enrolled with. Enrol again with a new token."));
  const signed = Buffer.from(reattestMessage(input.nonce, input.clusterId, input.csrPem));
  if (!verify("sha256", signed, createPublicKey(identity.publicKeyPem), Buffer.from(input.signature, "base64")))
    return refused(new Fault("IdentityMismatch", "The challenge was not signed with the enrolled key."));
  const spiffeId = agentSpiffeId(authority.trustDomain, input.clusterId);
  if (csr.requestedUris.some((uri) => uri !== spiffeId))
    return refused(new Fault("IdentityMismatch", "The request asks for another identity than the enrolled one."));
  if (identity.revokedAt) return refused(new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token."));
  const windowMs = reattestWindowMs(identity.cluster.awayDays);
  if (now().getTime() - identity.notAfter.getTime() > windowMs) {
    const text = `The agent was away for more than ${windowMs / DAY_MS} days. Enrol again with a new token.`;
    return refused(new Fault("IdentityRevoked", text));
  }
  const svid = await authority.issue({ publicKey: csr.publicKey, spiffeId, lifetimeMs: SVID_LIFETIME_MS }, now());
  if (!(await prolongIdentity(settings, input.clusterId, csr.keyFingerprint, svid, "agent.reattest")))
    return refused(new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token."));
  return {
    certificatePem: svid.certificatePem,
    bundlePem: authority.certificatePem,
    notAfter: svid.notAfter.toISOString(),
    trustDomain: authority.trustDomain,
    linkUrl: settings.linkUrl,
  };
}
