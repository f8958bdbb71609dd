// Who may not come in as an agent: tried with the agent's own program and at the link itself, against a running installation.
// Each is refused, issues nothing, and is found in the audit trail by whoever looks there.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { identityStore } from "@holdfast/agent/identity/identity-store";
import type { AuditEntry } from "@holdfast/contracts/audit";
import type { EnrolmentCommand } from "@holdfast/contracts/enrolment";
import type { ClusterId } from "@holdfast/contracts/ids";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { openDatabase } from "@holdfast/db/database";
import { agentKey } from "@holdfast/testkit/agent-key";
import { linkClient } from "@holdfast/testkit/link-client";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type People, signedInPeople } from "../harness/accounts";
import { agentArguments, runAgent } from "../harness/agent-process";
import { agentAccount, type EnrolledCluster, enrolCluster, linkOf } from "../harness/enrolled-cluster";
import { type Installation, startInstallation } from "../harness/installation";
import type { Ended } from "../harness/run-program";

let installation: Installation;
let people: People;
let enrolled: EnrolledCluster;
let kubeconfig: string;
let firstAnswer: Response;

beforeAll(async () => {
  installation = await startInstallation("refusals");
  firstAnswer = await fetch(`${installation.url}/api/trpc/self.me`);
  people = await signedInPeople(installation);
  kubeconfig = (await agentAccount(sharedCluster("dr-shanghai"))).kubeconfigPath;
  enrolled = await enrolCluster(installation, people.admin, sharedCluster("test"), { environment: "test", region: "cn-hangzhou" });
});
afterAll(async () => {
  await enrolled?.agent.stop();
  await installation?.stop();
});

it("a program that calls a console before anybody has opened a page of it is answered", () => expect(firstAnswer.status).toBe(401));

let number = 0;
/** A cluster that waits for its agent, with the wizard's command. */
async function waiting(): Promise<EnrolmentCommand> {
  const name = `waiting-${++number}`;
  const { id } = await people.admin.api.cluster.register.mutate({ name, environment: "test", region: "cn-hangzhou" });
  return people.admin.api.cluster.issueToken.mutate({ clusterId: id });
}

/** Runs the wizard's command in a data folder of its own, until it ends. */
async function attempt(enrolment: EnrolmentCommand): Promise<Ended & { dataFolder: string }> {
  const dataFolder = join(installation.folder, "attempts", String(++number));
  const args = agentArguments({ name: "attempt", enrolment, kubeconfig, dataFolder, more: ["--patience", "5"] });
  return { ...(await runAgent(args, { HOLDFAST_TOKEN: enrolment.token })), dataFolder };
}

/** The newest refusal of an action about a cluster, as the audit page finds it. */
async function refusalOf(action: string, clusterId: ClusterId): Promise<AuditEntry | undefined> {
  const { rows } = await people.viewer.api.audit.list.query({ outcome: "refused", targetId: clusterId });
  return rows.find((entry) => entry.action === action);
}

/** What an agent keeps of itself: what a thief of its data folder would have. */
async function ownIdentity(dataFolder: string) {
  const current = await identityStore(dataFolder).current();
  if (!current?.identity) throw new Error(`there is no identity in ${dataFolder}`);
  return { key: current.key, identity: current.identity };
}

/** A refused agent ends with a message of two lines, and has nothing that it could come back with. */
function expectRefusal({ code, err, dataFolder }: Ended & { dataFolder: string }, message: RegExp, remedy: RegExp): void {
  expect(code, err).toBe(1);
  const [said = "", advice = ""] = err.trim().split("\n");
  expect(said).toMatch(message);
  expect(advice).toMatch(remedy);
  expect(existsSync(join(dataFolder, "identity.json"))).toBe(false);
}

describe("an agent", () => {
  it("with the id of another cluster than its token's is refused, on record", async () => {
    const [mine, other] = [await waiting(), await waiting()];
    expectRefusal(await attempt({ ...mine, clusterId: other.clusterId }), /token is for another cluster/, /Check --cluster/);
    expect(await refusalOf("agent.enrol", other.clusterId)).toMatchObject({
      actor: { kind: "anonymous" },
      reason: expect.stringContaining("IdentityMismatch"),
    });
    for (const { clusterId } of [mine, other]) expect((await linkOf(people.viewer, clusterId)).state).toBe("awaitingAgent");
  });

  it("with a token that was used is refused, on record, and whoever used it stays in", async () => {
    const { id, agent } = enrolled;
    const before = await ownIdentity(agent.dataFolder);
    const hub = await waiting();
    expectRefusal(await attempt({ ...hub, clusterId: id, token: agent.token }), /was used already/, /new command in the console/);
    expect(await refusalOf("agent.enrol", id)).toMatchObject({ reason: expect.stringContaining("TokenUsed") });
    expect((await linkOf(people.viewer, id)).state).toBe("connected");
    expect(await ownIdentity(agent.dataFolder)).toEqual(before);
  });

  it("with a token that has expired is refused, on record", async () => {
    const late = await waiting();
    const db = openDatabase(installation.databaseUrl, 1);
    // Ten minutes later, as the store sees it.
    await db.prisma.enrolmentToken.updateMany({ where: { clusterId: late.clusterId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await db.close();
    expectRefusal(await attempt(late), /older than ten minutes/, /new command in the console/);
    expect(await refusalOf("agent.enrol", late.clusterId)).toMatchObject({ reason: expect.stringContaining("TokenExpired") });
  });

  it("with another pin than the hub's says nothing to that hub, so its token is still good", async () => {
    const good = await waiting();
    const refused = await attempt({ ...good, caPin: "0".repeat(64) });
    expectRefusal(refused, /does not present the CA that --ca-pin names/, /Copy the command from the console again/);
    expect(readdirSync(refused.dataFolder)).toEqual([]);
    expect(await refusalOf("agent.enrol", good.clusterId)).toBeUndefined();

    const db = openDatabase(installation.databaseUrl, 1);
    const token = await db.prisma.enrolmentToken.findFirst({ where: { clusterId: good.clusterId } });
    await db.close();
    expect(token).toMatchObject({ usedAt: null });
  });

  it("that asks for another identity when it renews, or with another key, is refused on record and gets none", async () => {
    const { id, agent } = enrolled;
    const victim = (await waiting()).clusterId;
    await agent.kill({ isKept: false });
    await until("its end", async () => (await linkOf(people.viewer, id)).state !== "connected", { timeoutMs: 10_000 });
    const { key, identity } = await ownIdentity(agent.dataFolder);
    const { trustDomain } = identity;
    const link = linkClient(identity.linkUrl, {
      ...{ privateKeyPem: key.privateKeyPem, certificatePem: identity.certificatePem, caPem: identity.bundlePem, trustDomain },
    });
    const stranger = await agentKey();
    const mismatch = { data: { fault: { code: "IdentityMismatch" } } };

    const foreign = agentSpiffeId(trustDomain, victim);
    await expect(link.trpc.renew.mutate({ csrPem: await stranger.csr([foreign]) })).rejects.toMatchObject(mismatch);
    expect(await refusalOf("agent.renew", id)).toMatchObject({ actor: { kind: "agent", id }, after: { requested: foreign } });

    await expect(link.trpc.renew.mutate({ csrPem: await stranger.csr() })).rejects.toMatchObject(mismatch);
    expect(await refusalOf("agent.renew", id)).toMatchObject({ reason: expect.stringContaining("enrolled key") });
    await link.close();

    const detail = await people.viewer.api.cluster.agent.query({ clusterId: id });
    expect(detail.identity?.spiffeId).toBe(agentSpiffeId(trustDomain, id));
    agent.start();
    await until("its return", async () => (await linkOf(people.viewer, id)).state === "connected", { timeoutMs: 30_000 });
  });

  it("whose identity was revoked is cut at once, and does not come back", async () => {
    const { id, agent } = enrolled;
    await people.admin.api.cluster.revoke.mutate({ clusterId: id, reason: "the machine was stolen" });
    await until("the cut", async () => (await linkOf(people.viewer, id)).state === "revoked", { timeoutMs: 10_000 });
    await agent.kill({ isKept: false });
    agent.start();
    await until("the refusal", async () => (await refusalOf("agent.connect", id)) ?? (await refusalOf("agent.reattest", id)), {
      timeoutMs: 30_000,
    });
    expect((await linkOf(people.viewer, id)).state).toBe("revoked");
  });
});
