import { X509Certificate } from "node:crypto";
import type { ClusterId } from "@holdfast/contracts/ids";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { agentKey } from "@holdfast/testkit/agent-key";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { testClock } from "@holdfast/testkit/test-clock";
import { beforeAll, describe, expect, it } from "vitest";
import { issueEnrolmentToken } from "../clusters/issue-enrolment-token";
import { revokeAgent } from "../clusters/revoke-agent";
import { REATTEST_WINDOW_MS } from "./agent-settings";
import { enrolAgent } from "./enrol-agent";
import { reattestAgent, reattestChallenge } from "./reattest-agent";
import { renewAgent } from "./renew-agent";

const db = suiteDatabase();
const clock = testClock();
let installation: Awaited<ReturnType<typeof anInstallation>>;
beforeAll(async () => {
  installation = await anInstallation(db, clock.now);
});

const tokenFor = async (clusterId: ClusterId) => (await issueEnrolmentToken(theSystem(db, clock.now), clusterId)).token;
const lastRefusal = async (action: string) => (await auditOf(db, action)).filter((entry) => entry.outcome === "refused").at(-1);

describe("enrolling an agent", () => {
  it("gives it an SVID of one hour for exactly its own cluster, once per token", async () => {
    const cluster = await aCluster(db, "first");
    const key = await agentKey();
    const request = {
      clusterId: cluster.id,
      token: await tokenFor(cluster.id),
      csrPem: await key.csr(),
      agentVersion: "1",
      clusterUid: "kube-system-1",
    };

    const enrolled = await enrolAgent(installation.settings, request);
    const certificate = new X509Certificate(enrolled.certificatePem);
    expect(certificate.subjectAltName).toBe(`URI:${agentSpiffeId("holdfast.test", cluster.id)}`);
    expect(certificate.verify(new X509Certificate(enrolled.bundlePem).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(Date.parse(enrolled.notAfter) - clock.now().getTime()).toBe(3_600_000);

    await expect(enrolAgent(installation.settings, request)).rejects.toMatchObject({ code: "TokenUsed" });
    expect(await lastRefusal("agent.enrol")).toMatchObject({
      actor: { kind: "anonymous" },
      target: { id: cluster.id },
      reason: expect.stringContaining("TokenUsed"),
    });
  });

  it("lets only one of many win that present one token at once", async () => {
    const cluster = await aCluster(db, "raced");
    const token = await tokenFor(cluster.id);
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, async () =>
        enrolAgent(installation.settings, {
          clusterId: cluster.id,
          token,
          csrPem: await (await agentKey()).csr(),
          agentVersion: "1",
          clusterUid: "kube-system-raced",
        }),
      ),
    );
    expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    expect(await db.prisma.agentIdentity.count({ where: { clusterId: cluster.id, revokedAt: null } })).toBe(1);
  });

  it.each([
    ["a token of another cluster", "IdentityMismatch"],
    ["an expired token", "TokenExpired"],
    ["an invented token", "TokenInvalid"],
    ["a request for another id", "IdentityMismatch"],
    ["a malformed request", "InvalidInput"],
    ["a cluster that is enrolled under another name", "AlreadyExists"],
  ])("refuses %s, on record, and issues nothing", async (what, code) => {
    const mine = await aCluster(db, `mine-${code.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}`);
    const other = await aCluster(db, `other-${Math.random().toString(36).slice(2, 10)}`);
    const key = await agentKey();
    const token = await tokenFor(what.includes("another cluster") ? other.id : mine.id);
    if (what.includes("expired")) clock.advance(10 * 60_000 + 1);
    if (what.includes("enrolled under")) await anAgent(installation.settings, other.id);
    const attempt = enrolAgent(installation.settings, {
      clusterId: mine.id,
      token: what.includes("invented") ? `hfe_${"x".repeat(43)}` : token,
      csrPem: what.includes("malformed")
        ? "-----BEGIN CERTIFICATE REQUEST-----\nnonsense\n-----END CERTIFICATE REQUEST-----"
        : await key.csr(what.includes("another id") ? [agentSpiffeId("holdfast.test", other.id)] : []),
      agentVersion: "1",
      clusterUid: what.includes("enrolled under") ? `uid-of-${other.id}` : `kube-${mine.id}`,
    });
    await expect(attempt).rejects.toMatchObject({ code });
    expect(await lastRefusal("agent.enrol")).toMatchObject({ target: { id: mine.id }, reason: expect.stringContaining(code) });
    expect(await db.prisma.agentIdentity.count({ where: { clusterId: mine.id } })).toBe(0);
  });

  it("keeps no token that could be read and used", async () => {
    const cluster = await aCluster(db, "hashed");
    const token = await tokenFor(cluster.id);
    expect(JSON.stringify([await db.prisma.enrolmentToken.findMany(), await auditOf(db, "cluster.issue-token")])).not.toContain(
      token.slice(4),
    );
  });
});

describe("renewing an identity", () => {
  it("is for the enrolled key and the presented id only; anything else is refused on record", async () => {
    const cluster = await aCluster(db, "renewing");
    const victim = await aCluster(db, "victim");
    const { key } = await anAgent(installation.settings, cluster.id);
    const identity = await db.prisma.agentIdentity.findFirstOrThrow({ where: { clusterId: cluster.id, revokedAt: null } });
    const peer = { clusterId: cluster.id, keyFingerprint: identity.keyFingerprint };

    clock.advance(30 * 60_000);
    const renewed = await renewAgent(installation.settings, peer, await key.csr());
    expect(Date.parse(renewed.notAfter)).toBeGreaterThan(identity.notAfter.getTime());

    const forged = await key.csr([agentSpiffeId("holdfast.test", victim.id)]);
    await expect(renewAgent(installation.settings, peer, forged)).rejects.toMatchObject({ code: "IdentityMismatch" });
    expect(await lastRefusal("agent.renew")).toMatchObject({
      actor: { kind: "agent", id: cluster.id },
      after: { requested: agentSpiffeId("holdfast.test", victim.id) },
    });
    await expect(renewAgent(installation.settings, peer, await (await agentKey()).csr())).rejects.toMatchObject({
      code: "IdentityMismatch",
    });

    await revokeAgent(theSystem(db, clock.now), { clusterId: cluster.id, reason: "stolen laptop" });
    await expect(renewAgent(installation.settings, peer, await key.csr())).rejects.toMatchObject({ code: "IdentityRevoked" });
  });
});

describe("coming back after a long absence", () => {
  const comeBack = async (
    clusterId: ClusterId,
    key: Awaited<ReturnType<typeof agentKey>>,
    nonce = reattestChallenge(installation.keys.commands, clock.now()).nonce,
  ) => {
    const csrPem = await key.csr();
    return reattestAgent(installation.settings, installation.keys.commands, {
      clusterId,
      nonce,
      csrPem,
      signature: await key.answer(nonce, clusterId, csrPem),
    });
  };

  it("works by the enrolled key for thirty days, and is on record", async () => {
    const cluster = await aCluster(db, "edge");
    const { key } = await anAgent(installation.settings, cluster.id);
    clock.advance(20 * 86_400_000);
    expect(Date.parse((await comeBack(cluster.id, key)).notAfter)).toBeGreaterThan(clock.now().getTime());
    expect((await auditOf(db, "agent.reattest")).at(-1)).toMatchObject({ outcome: "succeeded", actor: { id: cluster.id } });

    clock.advance(REATTEST_WINDOW_MS + 2 * 3_600_000);
    await expect(comeBack(cluster.id, key)).rejects.toMatchObject({ code: "IdentityRevoked" });
  });

  it("works for as long as the cluster may be away, where that is longer, and for no cluster beside it", async () => {
    const [edge, plain] = [await aCluster(db, "edge-90", { awayDays: 90 }), await aCluster(db, "plain-90")];
    const keys = { edge: (await anAgent(installation.settings, edge.id)).key, plain: (await anAgent(installation.settings, plain.id)).key };
    clock.advance(80 * 86_400_000);
    await expect(comeBack(plain.id, keys.plain)).rejects.toMatchObject({
      code: "IdentityRevoked",
      message: expect.stringContaining("30 days"),
    });
    expect(Date.parse((await comeBack(edge.id, keys.edge)).notAfter)).toBeGreaterThan(clock.now().getTime());
    clock.advance(91 * 86_400_000);
    await expect(comeBack(edge.id, keys.edge)).rejects.toMatchObject({
      code: "IdentityRevoked",
      message: expect.stringContaining("90 days"),
    });
  });

  it("is refused within the allowed absence to an identity that was revoked meanwhile", async () => {
    const cluster = await aCluster(db, "edge-lost", { awayDays: 90 });
    const { key } = await anAgent(installation.settings, cluster.id);
    clock.advance(3 * 86_400_000);
    await revokeAgent(theSystem(db, clock.now), { clusterId: cluster.id, reason: "the box was stolen" });
    await expect(comeBack(cluster.id, key)).rejects.toMatchObject({ code: "IdentityRevoked", message: expect.stringContaining("revoked") });
  });

  it("is refused to another key, another cluster's key, a stale challenge, and a revoked identity", async () => {
    const cluster = await aCluster(db, "edge-2");
    const other = await aCluster(db, "edge-3");
    const { key } = await anAgent(installation.settings, cluster.id);
    await anAgent(installation.settings, other.id);

    await expect(comeBack(cluster.id, await agentKey())).rejects.toMatchObject({ code: "IdentityMismatch" });
    await expect(comeBack(other.id, key)).rejects.toMatchObject({ code: "IdentityMismatch" });
    const stale = reattestChallenge(installation.keys.commands, clock.now()).nonce;
    clock.advance(61_000);
    await expect(comeBack(cluster.id, key, stale)).rejects.toMatchObject({ code: "TokenExpired" });
    await revokeAgent(theSystem(db, clock.now), { clusterId: cluster.id, reason: "stolen laptop" });
    await expect(comeBack(cluster.id, key)).rejects.toMatchObject({ code: "IdentityRevoked" });
    expect((await auditOf(db, "agent.reattest")).filter((entry) => entry.outcome === "refused").length).toBeGreaterThanOrEqual(4);
  });
});
