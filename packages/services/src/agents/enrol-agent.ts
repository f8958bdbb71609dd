import type { EnrolAgent, Enrolled } from "@holdfast/contracts/enrolment";
import { Fault } from "@holdfast/contracts/fault";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { enrolmentTokenHash } from "../clusters/issue-enrolment-token";
import { isBesideToken } from "../imports/beside-context";
import { readCsr } from "../pki/read-csr";
import { type AgentSettings, SVID_LIFETIME_MS } from "./agent-settings";
import { refuseAgent } from "./refuse-agent";

/**
 * Gives an agent its identity against a token: used once, within ten minutes, for the cluster that the token was made for.
 * An identity that the cluster had before ends. Every refusal is on record and says no more than the agent needs.
 */
export async function enrolAgent(settings: AgentSettings, input: EnrolAgent): Promise<Enrolled> {
  const { db, now, authority } = settings;
  const refused = (fault: Fault) => refuseAgent(settings, { action: "agent.enrol", claimedClusterId: input.clusterId }, fault);
  const token = await db.prisma.enrolmentToken.findUnique({
    where: { tokenHash: enrolmentTokenHash(input.token) },
    include: { cluster: true },
  });
  if (!token)
    return refused(
      new Fault("TokenInvalid", "This enrolment token is not known. Make a new one in the console: Clusters, the cluster, Agent."),
    );
  if (token.clusterId !== input.clusterId) return refused(new Fault("IdentityMismatch", "This enrolment token is for another cluster."));
  if (token.usedAt) return refused(new Fault("TokenUsed", "This enrolment token was used already. Make a new one in the console."));
  if (token.expiresAt <= now())
    return refused(new Fault("TokenExpired", "This enrolment token is older than ten minutes. Make a new one in the console."));
  const twin = await db.prisma.cluster.findFirst({
    where: { clusterUid: input.clusterUid, id: { not: token.clusterId }, identities: { some: { revokedAt: null } } },
  });
  if (twin) return refused(new Fault("AlreadyExists", `This Kubernetes cluster is enrolled already, as ${twin.name}.`));
  if (token.cluster.clusterUid && token.cluster.clusterUid !== input.clusterUid)
    return refused(
      new Fault("IdentityMismatch", `${token.cluster.name} was another Kubernetes cluster before. Add this one under a name of its own.`),
    );
  const csr = await readCsr(input.csrPem).catch((cause: Fault) => refused(cause));
  const spiffeId = agentSpiffeId(authority.trustDomain, token.clusterId);
  if (csr.requestedUris.some((uri) => uri !== spiffeId))
    return refused(new Fault("IdentityMismatch", "The request asks for another identity than the token gives."));

  const svid = await authority.issue({ publicKey: csr.publicKey, spiffeId, lifetimeMs: SVID_LIFETIME_MS }, now());
  await transact(db, now, async (unit) => {
    const at = now();
    const taken = await unit.tx.enrolmentToken.updateMany({ where: { id: token.id, usedAt: null }, data: { usedAt: at } });
    if (taken.count === 0) throw new Fault("TokenUsed", "This enrolment token was used already. Make a new one in the console.");
    const clusterId = token.clusterId;
    await unit.tx.agentIdentity.updateMany({
      where: { clusterId, revokedAt: null },
      data: { revokedAt: at, revokedReason: "replaced by a new enrolment" },
    });
    const identity = { keyFingerprint: csr.keyFingerprint, publicKeyPem: csr.publicKeyPem, serial: svid.serial, notAfter: svid.notAfter };
    await unit.tx.agentIdentity.create({ data: { id: uuid(), clusterId, ...identity, enrolledAt: at, renewedAt: at } });
    // The cluster has an agent of its own from now on: the one beside the hub ends, and its credential is forgotten.
    if (!isBesideToken(token)) await unit.tx.hostedAgent.deleteMany({ where: { clusterId } });
    await unit.tx.cluster.update({ where: { id: clusterId }, data: { clusterUid: input.clusterUid } });
    await unit.tx.agentLink.update({ where: { clusterId }, data: { state: "unreachable", since: at, bootId: null, ackedSeq: 0 } });
    unit.audit({
      actor: { kind: "agent", id: clusterId, name: token.cluster.name },
      action: "agent.enrol",
      target: { kind: "cluster", id: clusterId, name: token.cluster.name, clusterId },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { keyFingerprint: csr.keyFingerprint, serial: svid.serial, spiffeId, agentVersion: input.agentVersion },
      decision: null,
      requestId: "agent",
    });
    unit.emit({
      type: "cluster.link-changed",
      clusterIds: [clusterId],
      subject: { kind: "cluster", id: clusterId },
      payload: { state: "unreachable" },
    });
    // Whoever holds a link of the identity that was replaced must cut it.
    for (const topic of ["link", "hosted"] as const) unit.wake({ topic, key: clusterId });
  });
  return {
    certificatePem: svid.certificatePem,
    bundlePem: authority.certificatePem,
    notAfter: svid.notAfter.toISOString(),
    trustDomain: authority.trustDomain,
    linkUrl: settings.linkUrl,
  };
}
