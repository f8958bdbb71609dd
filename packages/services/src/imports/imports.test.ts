import type { AccessReport } from "@holdfast/contracts/cluster-access";
import type { StartImport } from "@holdfast/contracts/cluster-import";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v4 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { agentDetail } from "../clusters/agent-detail";
import { issueEnrolmentToken } from "../clusters/issue-enrolment-token";
import { revokeAgent } from "../clusters/revoke-agent";
import type { SealingKey } from "../pki/sealing-key";
import { besideContext } from "./beside-context";
import { getImport } from "./get-import";
import { giveCredential } from "./give-credential";
import { givenToHosted, hostedJobs, noteHosted } from "./hosted-agents";
import type { ImportSettings } from "./import-settings";
import { listImports } from "./list-imports";
import { probeContext } from "./probe-context";
import { readContexts } from "./read-contexts";
import { retryHosted } from "./retry-hosted";
import { setAgentRights } from "./set-agent-rights";
import { startImport } from "./start-import";

const db = suiteDatabase();
const SECRET = "t0ken-that-nobody-may-see";
let admin: Person;
let viewer: Person;
let key: SealingKey;
let settings: ImportSettings;
let installation: Awaited<ReturnType<typeof anInstallation>>;

beforeAll(async () => {
  admin = await aPerson(db, "alma", ["admin"]);
  viewer = await aPerson(db, "vera", ["viewer"]);
  installation = await anInstallation(db);
  key = installation.keys.credentials;
  settings = { sealingKeyPem: key.publicKeyPem, isLoopbackAllowed: false };
});

const kubeconfig = (names: readonly string[], token = SECRET) =>
  // JSON is YAML.
  JSON.stringify({
    clusters: names.map((name) => ({ name, cluster: { server: `https://${name}.example.test:6443` } })),
    users: [
      { name: "u", user: { token } },
      { name: "plugin", user: { exec: { command: "aws" } } },
    ],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name.endsWith("-exec") ? "plugin" : "u" } })),
  });
const wanted = (names: readonly string[]): StartImport["clusters"] =>
  names.map((name) => ({ context: name, cluster: { name, environment: "test", region: "eu", labels: { team: "a" } } }));
const order = (names: readonly string[], importId = uuid()): StartImport => ({
  importId,
  kubeconfig: kubeconfig(names),
  clusters: wanted(names),
});
const auditText = async () =>
  JSON.stringify(await db.prisma.auditEntry.findMany(), (_, value) => (typeof value === "bigint" ? String(value) : value));
const idOf = async (name: string) => (await db.prisma.cluster.findUniqueOrThrow({ where: { name } })).id as never;

describe("reading a kubeconfig", () => {
  it("proposes names that nobody has, keeps nothing, and shows no credential", async () => {
    await aCluster(db, "taken");
    const before = await db.prisma.cluster.count();
    const view = await readContexts(admin.as(), settings, kubeconfig(["taken", "free", "some-exec"]));
    expect(view.contexts.map(({ name, refusals }) => [name, refusals.length])).toEqual([
      ["taken-2", 0],
      ["free", 0],
      ["some-exec", 1],
    ]);
    expect(view.takenNames).toContain("taken");
    expect(JSON.stringify(view)).not.toContain(SECRET);
    expect(await db.prisma.cluster.count()).toBe(before);
  });

  it("is refused to a read-only actor, like everything else of an import", async () => {
    const refused = { code: "Forbidden" };
    await expect(readContexts(viewer.as(), settings, kubeconfig(["a"]))).rejects.toMatchObject(refused);
    await expect(startImport(viewer.as(), settings, order(["a"]))).rejects.toMatchObject(refused);
    const never = { lookAt: () => Promise.reject(new Error("nobody is asked")) };
    await expect(probeContext(viewer.as(), settings, never, { kubeconfig: kubeconfig(["a"]), context: "a" })).rejects.toMatchObject(
      refused,
    );
    const { id } = await aCluster(db, "not-yours");
    await expect(
      giveCredential(viewer.as(), settings, { clusterId: id, kubeconfig: kubeconfig(["a"]), context: "a" }),
    ).rejects.toMatchObject(refused);
    await expect(retryHosted(viewer.as(), id)).rejects.toMatchObject(refused);
    expect(await db.prisma.hostedAgent.count({ where: { clusterId: id } })).toBe(0);
  });
});

describe("looking at the cluster of a context", () => {
  const found = (clusterUid: string): AccessReport => ({
    isReachable: true,
    clusterUid,
    kubernetesVersion: "v1.36.3",
    missing: ["list pods"],
  });
  const hubs = (report: AccessReport) => ({ lookAt: async () => report });

  it("tells whose cluster it is when it is in the fleet already, and what the account lacks", async () => {
    const { id, name } = await aCluster(db, "managed");
    await anAgent(installation.settings, id);
    const probe = (uid: string) => probeContext(admin.as(), settings, hubs(found(uid)), { kubeconfig: kubeconfig(["x"]), context: "x" });
    expect(await probe(`uid-of-${id}`)).toMatchObject({ managedAs: { name }, missing: ["list pods"] });
    expect(await probe("another")).toMatchObject({ managedAs: null });
  });

  it("is on record with the address and without the credential, and asks nobody about a context that is refused", async () => {
    await expect(
      probeContext(
        admin.as(),
        settings,
        { lookAt: () => Promise.reject(new Error("asked")) },
        { kubeconfig: kubeconfig(["an-exec"]), context: "an-exec" },
      ),
    ).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringContaining("aws") });
    const trail = await auditText();
    expect(trail).toContain('"cluster.probe"');
    expect(trail).toContain("https://x.example.test:6443");
    expect(trail).not.toContain(SECRET);
  });
});

describe("an import", () => {
  it("brings in what can be, tells of the rest why not, and is the same import when it is pressed again", async () => {
    await aCluster(db, "old");
    const input = order(["new-1", "old", "new-exec", "new-2"]);
    const twins = { ...input, clusters: [...input.clusters, { context: "new-2", cluster: { ...wanted(["new-1"])[0]!.cluster } }] };
    const { id } = await startImport(admin.as(), settings, twins);
    const view = await getImport(admin.as(), id);
    expect(view.items.map(({ name, refusal, cluster, agent }) => [name, refusal?.phrase?.code, cluster?.link.state, agent?.state])).toEqual(
      [
        ["new-1", undefined, "awaitingAgent", "waiting"],
        ["old", "ClusterNameTaken", undefined, undefined],
        ["new-exec", "ContextUnusable", undefined, undefined],
        ["new-2", undefined, "awaitingAgent", "waiting"],
        ["new-1", "ImportTwice", undefined, undefined],
      ],
    );
    expect(await startImport(admin.as(), settings, twins)).toEqual({ id });
    expect(await db.prisma.cluster.count({ where: { name: { in: ["new-1", "new-2"] } } })).toBe(2);
    expect((await listImports(admin.as(), { cursor: null, limit: 10 })).rows).toMatchObject([{ id, total: 5, refused: 3, connected: 0 }]);
  });

  it("pressed twice at once is done once, and nobody gets another's by its id", async () => {
    const input = order(["once"]);
    const both = await Promise.all([startImport(admin.as(), settings, input), startImport(admin.as(), settings, input)]);
    expect(both).toEqual([{ id: input.importId }, { id: input.importId }]);
    expect(await db.prisma.clusterImportItem.count({ where: { importId: input.importId } })).toBe(1);
    const other = await aPerson(db, "bert", ["admin"]);
    await expect(startImport(other.as(), settings, input)).rejects.toMatchObject({ code: "NotFound" });
  });

  it("keeps the credential sealed, and nowhere else: not in the trail, not in what pages are shown", async () => {
    const { id } = await startImport(admin.as(), settings, order(["sealed"]));
    const clusterId = await idOf("sealed");
    const row = await db.prisma.hostedAgent.findUniqueOrThrow({ where: { clusterId } });
    expect(JSON.stringify(row)).not.toContain(SECRET);
    expect(JSON.stringify([await getImport(admin.as(), id), await agentDetail(admin.as(), clusterId, "holdfast.test")])).not.toContain(
      SECRET,
    );
    const trail = await auditText();
    expect(trail).toContain('"cluster.import"');
    expect(trail).not.toContain(SECRET);
    const events = JSON.stringify(await db.prisma.event.findMany({ select: { payload: true } }));
    expect(events).not.toContain(SECRET);
    const given = await givenToHosted(besideContext(theSystem(db), "hub-1"), key, clusterId, null);
    expect(given?.access.credential).toEqual({ kind: "token", token: SECRET });
  });

  it("is refused whole while no hub has made a key to seal with", async () => {
    await expect(startImport(admin.as(), { ...settings, sealingKeyPem: null }, order(["late"]))).rejects.toMatchObject({
      code: "Unavailable",
    });
    expect(await db.prisma.cluster.count({ where: { name: "late" } })).toBe(0);
  });
});

describe("an agent beside the hub", () => {
  it("gets a token only while its key is not the enrolled one", async () => {
    await startImport(admin.as(), settings, order(["tokens"]));
    const clusterId = await idOf("tokens");
    const beside = besideContext(theSystem(db), "hub-with-a-very-long-name-that-somebody-chose-for-some-reason-63");
    expect((await givenToHosted(beside, key, clusterId, null))?.token).toMatch(/^hfe_/);
    await anAgent(installation.settings, clusterId);
    const { keyFingerprint } = await db.prisma.agentIdentity.findFirstOrThrow({ where: { clusterId, revokedAt: null } });
    // An agent that came with a token of the wizard is the cluster's own: the one beside the hub is over.
    expect(await hostedJobs(db)).not.toContainEqual(expect.objectContaining({ clusterId }));
    expect(await givenToHosted(beside, key, clusterId, keyFingerprint)).toBeNull();
  });

  it("stays when it enrolled itself, and needs no token for the key that it enrolled with", async () => {
    await startImport(admin.as(), settings, order(["itself"]));
    const clusterId = await idOf("itself");
    const beside = besideContext(theSystem(db), "hub-1");
    const { token } = (await givenToHosted(beside, key, clusterId, null)) ?? {};
    const { agentKey } = await import("@holdfast/testkit/agent-key");
    const { enrolAgent } = await import("../agents/enrol-agent");
    const own = await agentKey();
    await enrolAgent(installation.settings, {
      clusterId,
      token: token ?? "",
      csrPem: await own.csr(),
      agentVersion: "1",
      clusterUid: "uid-itself",
    });
    const { keyFingerprint } = await db.prisma.agentIdentity.findFirstOrThrow({ where: { clusterId, revokedAt: null } });
    expect(await givenToHosted(beside, key, clusterId, keyFingerprint)).toMatchObject({ token: null });
  });

  it("ends with its credential when it is revoked", async () => {
    await startImport(admin.as(), settings, order(["revoked"]));
    const clusterId = await idOf("revoked");
    await revokeAgent(admin.as(), { clusterId, reason: "left the fleet" });
    expect(await db.prisma.hostedAgent.count({ where: { clusterId } })).toBe(0);
    expect(await givenToHosted(besideContext(theSystem(db), "hub-1"), key, clusterId, null)).toBeNull();
    await giveCredential(admin.as(), settings, { clusterId, kubeconfig: kubeconfig(["revoked"]), context: "revoked" });
    expect((await agentDetail(admin.as(), clusterId, "holdfast.test")).hosted).toMatchObject({ state: "waiting", givenByName: "alma" });
  });

  it("gets another credential as another generation, for which nobody of the one before speaks any more", async () => {
    await startImport(admin.as(), settings, order(["renewed"]));
    const clusterId = await idOf("renewed");
    const beside = besideContext(theSystem(db), "hub-1");
    const job = (await hostedJobs(db)).find((each) => each.clusterId === clusterId);
    if (!job) throw new Error("it was just imported");
    expect(await noteHosted(beside, "hub-1", job, { state: "stopped", failures: 6, exit: { at: new Date(), reason: "401" } })).toBe(true);
    await giveCredential(admin.as(), settings, { clusterId, kubeconfig: kubeconfig(["renewed"], "another"), context: "renewed" });
    expect(await noteHosted(beside, "hub-1", job, { state: "failing" })).toBe(false);
    expect((await givenToHosted(beside, key, clusterId, null))?.access.credential).toEqual({ kind: "token", token: "another" });
    const [next] = (await hostedJobs(db)).filter((each) => each.clusterId === clusterId);
    expect(next).toMatchObject({ generation: job.generation + 1, state: "waiting", failures: 0 });
    await retryHosted(admin.as(), clusterId);
    expect((await hostedJobs(db)).find((each) => each.clusterId === clusterId)?.generation).toBe(job.generation + 2);
  });

  it("may do nothing beside the inventory until somebody says so, on record; it is started anew then, and not for the same again", async () => {
    await startImport(admin.as(), settings, order(["bounded"]));
    const clusterId = await idOf("bounded");
    const beside = besideContext(theSystem(db), "hub-1");
    const given = async () => (await givenToHosted(beside, key, clusterId, null))?.rights;
    const generation = async () => (await hostedJobs(db)).find((each) => each.clusterId === clusterId)?.generation;
    const none = { logs: false, edit: [], exec: false };
    expect([await given(), await generation()]).toEqual([none, 1]);
    await expect(setAgentRights(viewer.as(), { clusterId, rights: { ...none, exec: true } })).rejects.toMatchObject({ code: "Forbidden" });
    const rights = { logs: true, edit: ["services", "deployments.apps"], exec: false };
    for (let i = 0; i < 2; i++) await setAgentRights(admin.as(), { clusterId, rights });
    expect([await given(), await generation()]).toEqual([{ ...rights, edit: ["deployments.apps", "services"] }, 2]);
    await giveCredential(admin.as(), settings, { clusterId, kubeconfig: kubeconfig(["bounded"], "another"), context: "bounded" });
    expect(await given()).toMatchObject({ logs: true });
    const trail = await db.prisma.auditEntry.findMany({ where: { action: "cluster.set-agent-rights" }, orderBy: { seq: "asc" } });
    expect(trail.map(({ outcome, before }) => [outcome, before])).toEqual([
      ["refused", null],
      ["succeeded", none],
    ]);
    expect((await agentDetail(admin.as(), clusterId, "holdfast.test")).hosted?.rights.logs).toBe(true);
  });

  it("may from the first what was said when it was imported", async () => {
    const { importId, clusters, ...rest } = order(["opened"]);
    const rights = { logs: true, edit: [], exec: true };
    await startImport(admin.as(), settings, { importId, ...rest, clusters: clusters.map((each) => ({ ...each, rights })) });
    expect((await givenToHosted(besideContext(theSystem(db), "hub-1"), key, await idOf("opened"), null))?.rights).toEqual(rights);
  });

  it("does not push aside an agent of the cluster's own", async () => {
    const { id } = await aCluster(db, "has-its-own");
    await anAgent(installation.settings, id);
    await issueEnrolmentToken(admin.as(), id);
    await expect(
      giveCredential(admin.as(), settings, { clusterId: id, kubeconfig: kubeconfig(["y"]), context: "y" }),
    ).rejects.toMatchObject({ code: "WrongPhase" });
    await expect(retryHosted(admin.as(), id)).rejects.toMatchObject({ code: "NotFound" });
  });
});
