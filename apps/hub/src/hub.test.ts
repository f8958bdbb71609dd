import type { AgentHello } from "@holdfast/contracts/agent-link";
import type { SignedCommand } from "@holdfast/contracts/command";
import type { ClusterId } from "@holdfast/contracts/ids";
import { transact } from "@holdfast/db/transact";
import { getCluster } from "@holdfast/services/clusters/get-cluster";
import { revokeAgent } from "@holdfast/services/clusters/revoke-agent";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { isSignedBy } from "@holdfast/services/pki/signing-key";
import { agentKey } from "@holdfast/testkit/agent-key";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { enrolAt, postTo, testHub } from "@holdfast/testkit/hub-fixture";
import { aCluster } from "@holdfast/testkit/installation";
import { linkClient } from "@holdfast/testkit/link-client";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Hub, startHub } from "./hub";

const db = suiteDatabase();
let hub: Hub;
const settings = { current: undefined as unknown as ReturnType<typeof testHub> };
beforeAll(async () => {
  settings.current = testHub(db.url);
  hub = await startHub(settings.current);
});
afterAll(() => hub.stop());

let number = 0;
async function enrolled() {
  const cluster = await aCluster(db, `c-${++number}`);
  const { key, enrolled: identity, clusterUid } = await enrolAt(db, hub.enrolmentUrl, cluster.id);
  const credentials = { privateKeyPem: key.privateKeyPem, certificatePem: identity.certificatePem, caPem: identity.bundlePem };
  const bootId = uuid();
  const hello: AgentHello = {
    protocol: 1,
    agentVersion: "1.2.3",
    bootId,
    nextSeq: 1,
    clock: new Date().toISOString(),
    kubernetesVersion: "v1.36.3",
    clusterUid,
  };
  return { cluster, key, identity, credentials, hello };
}

/** A connected agent that gives signs of life until it is told to stop. */
async function connected(about?: Awaited<ReturnType<typeof enrolled>>) {
  const agent = about ?? (await enrolled());
  const client = linkClient(hub.linkUrl, agent.credentials);
  const answer = await client.trpc.hello.mutate(agent.hello);
  const beat = () => client.trpc.heartbeat.mutate({ clock: new Date().toISOString(), rttMs: 0 }).catch(() => undefined);
  const timer = setInterval(() => void beat(), 300);
  const fallSilent = () => clearInterval(timer);
  const close = async () => {
    fallSilent();
    await client.close();
  };
  return { ...agent, ...client, answer, fallSilent, close };
}

const stateOf = async (clusterId: ClusterId) => (await getCluster(theSystem(db), clusterId)).link.state;
const order = async (clusterId: string, name = "workload.scale") => {
  const id = uuid();
  await transact(
    db,
    () => new Date(),
    async (unit) =>
      unit.order({
        id,
        clusterId,
        name,
        input: { replicas: 3 },
        scope: "cluster",
        epoch: 0n,
        idempotencyKey: id,
        expiresAt: new Date(Date.now() + 60_000),
      }),
  );
  return id;
};

describe("the link door", () => {
  it("connects an enrolled agent and shows it as connected, with what it said", async () => {
    const agent = await connected();
    expect(agent.answer).toMatchObject({ hubId: "hub-1", ackedSeq: 0, heartbeatIntervalMs: 1000 });
    expect(await getCluster(theSystem(db), agent.cluster.id)).toMatchObject({
      kubernetesVersion: "v1.36.3",
      link: { state: "connected", agentVersion: "1.2.3" },
    });
    await agent.close();
  });

  it("refuses a certificate of another authority, and the enrolled certificate with another key", async () => {
    const agent = await enrolled();
    const other = await installationKeys(`${settings.current.dataFolder}/other`, "holdfast.test", new Date());
    const stranger = await agentKey();
    const { readCsr } = await import("@holdfast/services/pki/read-csr");
    const forged = await other.authority.issue(
      {
        publicKey: (await readCsr(await stranger.csr())).publicKey,
        spiffeId: `spiffe://holdfast.test/cluster/${agent.cluster.id}/agent`,
        lifetimeMs: 60_000,
      },
      new Date(),
    );
    const client = linkClient(hub.linkUrl, {
      privateKeyPem: stranger.privateKeyPem,
      certificatePem: forged.certificatePem,
      caPem: agent.identity.bundlePem,
    });
    expect([0, 1006]).toContain(await client.ended);
    await client.close();
  });

  it("refuses a certificate of its own authority that is not an agent's, or whose key is not the enrolled one, and the latter is on record", async () => {
    const agent = await enrolled();
    const keys = await installationKeys(`${settings.current.dataFolder}/keys`, "holdfast.test", new Date());
    const { readCsr } = await import("@holdfast/services/pki/read-csr");
    const stranger = await agentKey();
    const publicKey = (await readCsr(await stranger.csr())).publicKey;
    const dial = async (spiffeId: string) => {
      const svid = await keys.authority.issue({ publicKey, spiffeId, lifetimeMs: 60_000 }, new Date());
      const client = linkClient(hub.linkUrl, {
        privateKeyPem: stranger.privateKeyPem,
        certificatePem: svid.certificatePem,
        caPem: agent.identity.bundlePem,
      });
      const status = await client.ended;
      await client.close();
      return status;
    };
    expect(await dial("spiffe://holdfast.test/console")).toBe(403);
    expect(await dial("spiffe://elsewhere.test/cluster/x/agent")).toBe(403);
    expect(await dial(`spiffe://holdfast.test/cluster/${agent.cluster.id}/agent`)).toBe(403);
    expect((await auditOf(db, "agent.connect")).at(-1)).toMatchObject({ outcome: "refused", target: { id: agent.cluster.id } });
  });

  it("cuts a live link within two seconds of its revocation, and does not let it in again", async () => {
    const agent = await connected();
    const startedAt = performance.now();
    await revokeAgent(theSystem(db), { clusterId: agent.cluster.id, reason: "stolen laptop" });
    await agent.ended;
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await stateOf(agent.cluster.id)).toBe("revoked");
    agent.fallSilent();
    const again = linkClient(hub.linkUrl, agent.credentials);
    expect(await again.ended).toBe(403);
    await again.close();
    await agent.close();
  });

  it("shows an agent as unreachable within five seconds of its last sign of life, and heals without help", async () => {
    const agent = await connected();
    agent.fallSilent();
    const silentSince = performance.now();
    await vi.waitUntil(async () => (await stateOf(agent.cluster.id)) === "unreachable", { timeout: 6000, interval: 50 });
    expect(performance.now() - silentSince).toBeLessThan(5000);
    await agent.close();

    const back = await connected(agent);
    expect(await stateOf(agent.cluster.id)).toBe("connected");
    expect(await db.prisma.linkTransition.findMany({ where: { clusterId: agent.cluster.id }, orderBy: { id: "asc" } })).toMatchObject([
      { state: "connected" },
      { state: "unreachable" },
      { state: "connected" },
    ]);
    await back.close();
  });

  it("writes nothing for heartbeats", async () => {
    const agent = await connected();
    const row = async () => {
      const [found] = await db.prisma.$queryRaw<{ written: string; heard: Date; skew: number | null }[]>`
        SELECT xmin::text AS written, last_heartbeat_at AS heard, clock_skew_ms AS skew FROM agent_link WHERE cluster_id = ${agent.cluster.id}::uuid`;
      return found;
    };
    const before = await row();
    for (let i = 0; i < 50; i++) await agent.trpc.heartbeat.mutate({ clock: new Date().toISOString(), rttMs: 0 });
    const after = await row();
    expect(after?.heard).toEqual(before?.heard);
    // On a machine that is very busy the clocks seem to differ, and that is written.
    if (after?.skew === before?.skew) expect(after?.written).toBe(before?.written);
    await agent.close();
  });

  it("finds a clock that is wrong", async () => {
    const agent = await connected();
    agent.fallSilent();
    const wrong = () => agent.trpc.heartbeat.mutate({ clock: new Date(Date.now() + 3_600_000).toISOString(), rttMs: 0 });
    const timer = setInterval(() => void wrong().catch(() => undefined), 200);
    await vi.waitFor(
      async () =>
        expect(
          await db.prisma.clusterFinding.findFirst({ where: { clusterId: agent.cluster.id, code: "ClockSkew", resolvedAt: null } }),
        ).toMatchObject({ severity: "critical" }),
      { timeout: 5000 },
    );
    clearInterval(timer);
    await agent.close();
  });
});

describe("orders", () => {
  it("reach the agent signed, in order, each once, and go on where it left off", async () => {
    const agent = await connected();
    const first = await order(agent.cluster.id);
    const seen: { seq: string; command: SignedCommand }[] = [];
    const subscription = agent.trpc.commands.subscribe({}, { onData: ({ id, data }) => void seen.push({ seq: id, command: data }) });
    await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 15_000 });
    const startedAt = performance.now();
    const second = await order(agent.cluster.id);
    await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 15_000 });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    subscription.unsubscribe();

    expect(seen.map(({ command }) => JSON.parse(command.payload).id)).toEqual([first, second]);
    const [key] = agent.answer.commandKeys;
    expect(seen.every(({ command }) => isSignedBy(key?.publicKeyPem ?? "", command.payload, command.signature))).toBe(true);

    const third = await order(agent.cluster.id);
    const later: string[] = [];
    const resumed = agent.trpc.commands.subscribe(
      { lastEventId: seen.at(-1)?.seq ?? "0" },
      { onData: ({ data }) => void later.push(JSON.parse(data.payload).id) },
    );
    await vi.waitFor(() => expect(later).toEqual([third]), { timeout: 15_000 });
    resumed.unsubscribe();
    await agent.close();
  });

  it("of one cluster never reach another's agent", async () => {
    const [mine, other] = [await connected(), await connected()];
    await order(other.cluster.id);
    const own = await order(mine.cluster.id);
    const seen: string[] = [];
    const subscription = mine.trpc.commands.subscribe({}, { onData: ({ data }) => void seen.push(JSON.parse(data.payload).id) });
    await vi.waitFor(() => expect(seen).toEqual([own]), { timeout: 15_000 });
    subscription.unsubscribe();
    await mine.close();
    await other.close();
  });
});

describe("the enrolment door", () => {
  it("answers rubbish with what is wrong, and never with an internal error", async () => {
    for (const [path, body] of [
      ["/v1/enrol", {}],
      ["/v1/enrol", { clusterId: "x", token: 1 }],
      ["/v1/reattest", { nonce: "a" }],
      ["/", {}],
      ["/v1/enrol/../x", {}],
    ] as const) {
      const answer = await postTo(`${hub.enrolmentUrl}${path}`, body);
      expect([400, 404], path).toContain(answer.status);
      expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    }
    expect((await postTo(`${hub.enrolmentUrl}/v1/enrol`, { x: "y".repeat(40_000) })).status).toBe(413);
  });
});

describe("a hub", () => {
  it("names the port and the remedy when a port is in use", async () => {
    const taken = Number(new URL(hub.enrolmentUrl).port);
    const attempt = startHub({ ...testHub(db.url, "hub-2"), ports: { enrolment: taken, link: 0, internal: 0 } });
    await expect(attempt).rejects.toThrow(/Port \d+ on 127\.0\.0\.1 is in use.*HOLDFAST_ENROLMENT_PORT/);
  });

  it("is refused the name of another that is alive, with the remedy", async () => {
    const attempt = startHub(testHub(db.url, "hub-1"));
    await expect(attempt).rejects.toThrow(/HOLDFAST_HUB_ID: another hub runs under the name hub-1/);
    const { address } = await db.prisma.hubPresence.findUniqueOrThrow({ where: { hubId: "hub-1" } });
    const agent = await connected();
    expect((await db.prisma.hubPresence.findUniqueOrThrow({ where: { hubId: "hub-1" } })).address).toBe(address);
    await agent.close();
  });
});
