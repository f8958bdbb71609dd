import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { type AddMembers, ListMembers, type MemberRow } from "@holdfast/contracts/member-cluster";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v4 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { enrolmentTokenHash } from "../clusters/issue-enrolment-token";
import { addMembers } from "./add-members";
import { listMembers } from "./list-members";

const db = suiteDatabase();
const KARMADA = "clusters.cluster.karmada.io";
const OCM = "managedclusters.cluster.open-cluster-management.io";
const RANCHER = "clusters.management.cattle.io";
const ORDERED = "clusters.provisioning.cattle.io";
const HOSTILE = `<img src=x onerror=alert(1)>'; DROP TABLE cluster;--\u202e%_\\`;
const UID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const OTHER = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";
const door = { url: "https://hub.example.test:7441", caPin: "ab".repeat(32) };

let admin: Person;
let viewerOfTest: Person;
let plane: Awaited<ReturnType<typeof aCluster>>;
let testPlane: Awaited<ReturnType<typeof aCluster>>;

const member = (resource: string, name: string, about: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({
    ...{ resource, kind: "Cluster", namespace: null, labels: {}, images: [], node: null },
    name,
    ...about,
    uid: `m-${name}`,
  });

beforeAll(async () => {
  admin = await aPerson(db, "alma", ["admin"]);
  viewerOfTest = await aPerson(db, "vera", ["viewer"], { matchLabels: { "holdfast.dev/environment": "test" } });
  const { settings } = await anInstallation(db);
  plane = await aCluster(db, "plane", { environment: "production" });
  testPlane = await aCluster(db, "test-plane", { environment: "test" });
  const known = await aCluster(db, "hangzhou", { environment: "production" });
  await db.prisma.cluster.update({ where: { id: known.id }, data: { clusterUid: UID } });
  await aCluster(db, "shop-7", { environment: "production" });
  const report = async (clusterId: string, upserts: InventoryRecord[]) => {
    const { bootId } = await anAgent(settings, clusterId as never);
    const observedAt = new Date().toISOString();
    const resource = (key: string, state: "synced" | "forbidden") =>
      ({ type: "inventory.resource", resource: key, kind: "Cluster", isNamespaced: false, state, message: null, observedAt }) as const;
    const messages = [
      { type: "inventory.delta" as const, observedAt, upserts, deletes: [] },
      ...[KARMADA, RANCHER].map((key) => resource(key, "synced")),
      resource(OCM, "forbidden"),
    ];
    await applyReport(settings, clusterId as never, { bootId, seq: 1, messages });
  };
  await report(plane.id, [
    member(KARMADA, "member1", { facts: { clusterUid: UID, region: "cn-hangzhou", kubernetesVersion: "v1.36.3" } }),
    // The name of a cluster of the fleet, and the uid of another one.
    member(KARMADA, "hangzhou", { facts: { clusterUid: OTHER } }),
    member(RANCHER, "c-m-1", {
      facts: { displayName: "Shop 7", endpoint: "https://10.0.0.7:6443" },
      health: "Degraded",
      status: "NotReady",
    }),
    member(ORDERED, "shop-7-order", { facts: { managementName: "c-m-1" }, namespace: "fleet-default" }),
    member(ORDERED, "new-one", { facts: { kubernetesVersion: "v1.33.4" }, namespace: "fleet-default" }),
    member(RANCHER, "local", { facts: { isControlPlane: true } }),
    member(KARMADA, "hostile", { facts: { displayName: HOSTILE, region: HOSTILE, kubernetesVersion: 7 }, labels: { x: HOSTILE } }),
  ]);
  await report(
    testPlane.id,
    Array.from({ length: 5 }, (_, i) => member(KARMADA, `edge-${i}`, { facts: {}, labels: { env: "prod" } })),
  );
});

const list = (input: Partial<ListMembers> = {}, who = admin) => listMembers(who.as(), ListMembers.parse(input));
const byName = async (name: string): Promise<MemberRow> => {
  const found = (await list()).rows.find((row) => row.name === name);
  if (!found) throw new Error(`${name} is not listed`);
  return found;
};
const wanted = (name: string, as: string, controlPlaneId: string = plane.id): AddMembers["members"][number] => ({
  controlPlaneId: controlPlaneId as never,
  uid: `m-${name}`,
  cluster: { name: as, environment: "test", region: "eu", labels: {} },
});
const add = (members: AddMembers["members"], orderId = uuid(), who = admin) => addMembers(who.as(), door, { orderId, members });

describe("the members of control planes", () => {
  it("are matched by the uid of their kube-system for certain, by their name as a guess, and never by a name against the uid", async () => {
    expect((await byName("member1")).fleet).toEqual({ by: "uid", name: "hangzhou" });
    expect((await byName("c-m-1")).fleet).toEqual({ by: "name", name: "shop-7" });
    expect((await byName("local")).fleet).toEqual({ by: "self", name: "plane" });
    expect((await byName("hangzhou")).fleet).toBeNull();
    expect((await byName("hangzhou")).proposal.name).toBe("hangzhou-2");
  });

  it("are listed once, though Rancher has two records of what was ordered of it", async () => {
    const names = (await list({ sources: ["rancher"] })).rows.map(({ name }) => name);
    expect(names).toEqual(["c-m-1", "local", "new-one"]);
  });

  it("are paged without a gap or a double, and narrowed on the server", async () => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ cursor, limit: 2 });
      expect(page.total).toBe(11);
      names.push(...page.rows.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toHaveLength(11);
    expect(new Set(names).size).toBe(11);
    const of = async (input: Partial<ListMembers>) => (await list(input)).rows.map(({ name }) => name);
    expect(await of({ standings: ["inFleet"] })).toEqual(["local", "member1"]);
    expect(await of({ standings: ["guessed"] })).toEqual(["c-m-1"]);
    expect(await of({ health: ["Degraded"] })).toEqual(["c-m-1"]);
    expect(await of({ text: "10.0.0.7" })).toEqual(["c-m-1"]);
    expect(await of({ text: "%" })).toEqual(["hostile"]);
    await expect(list({ cursor: "bm90IGE" })).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("are those of the control planes whose inventory the caller may read", async () => {
    const page = await list({}, viewerOfTest);
    expect(page.rows.map(({ name }) => name)).toEqual(["edge-0", "edge-1", "edge-2", "edge-3", "edge-4"]);
    expect(new Set(page.controlPlanes.map(({ name }) => name))).toEqual(new Set(["test-plane"]));
  });

  it("say which control planes there are, and which of them may not be read", async () => {
    const planes = (await list()).controlPlanes.filter(({ name }) => name === "plane");
    expect(planes.map(({ source, members, isReadable }) => [source, members, isReadable])).toEqual([
      ["karmada", 3, true],
      ["ocm", 0, false],
      ["rancher", 3, true],
    ]);
  });

  it("are proposed with a valid name and with guesses that say where they are from, whatever their texts are", async () => {
    const hostile = await byName("hostile");
    expect(hostile).toMatchObject({ displayName: HOSTILE, kubernetesVersion: null });
    expect(hostile.proposal).toMatchObject({ name: expect.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/), labels: {}, environment: null });
    expect((await byName("member1")).proposal.region).toEqual({ value: "cn-hangzhou", from: "region" });
    expect((await byName("edge-0")).proposal.environment).toEqual({ value: "production", from: "env" });
  });
});

describe("adding members", () => {
  it("gives each its cluster and its token, and one that is refused keeps no other out", async () => {
    const added = await add([
      wanted("edge-0", "edge-0", testPlane.id),
      wanted("member1", "again"),
      wanted("edge-1", "shop-7", testPlane.id),
      wanted("nowhere", "nowhere"),
      wanted("edge-2", "edge-2", testPlane.id),
    ]);
    expect(added.map(({ name, isAdded, command, refusal }) => [name, isAdded, command !== null, refusal?.phrase?.code])).toEqual([
      ["edge-0", true, true, undefined],
      ["again", false, false, "MemberManaged"],
      ["shop-7", false, false, "ClusterNameTaken"],
      ["nowhere", false, false, "MemberAbsent"],
      ["edge-2", true, true, undefined],
    ]);
    const { clusterId, token, hubUrl, caPin } = added[0]?.command ?? {};
    expect({ url: hubUrl, caPin }).toEqual(door);
    const kept = await db.prisma.enrolmentToken.findMany({ where: { clusterId: clusterId ?? "" } });
    expect(kept.map(({ tokenHash }) => tokenHash)).toEqual([enrolmentTokenHash(token ?? "")]);
  });

  it("is on record like every registration, with where the member was listed and without its token", async () => {
    const [one] = await add([wanted("edge-3", "edge-3", testPlane.id)]);
    const entries = [...(await auditOf(db, "cluster.register")), ...(await auditOf(db, "cluster.issue-token"))];
    const trail = entries.filter((entry) => entry.target.clusterId === one?.command?.clusterId);
    expect(trail.map(({ action }) => action)).toEqual(["cluster.register", "cluster.issue-token"]);
    expect(trail[0]?.after).toMatchObject({ origin: { controlPlaneId: testPlane.id, resource: KARMADA, name: "edge-3" } });
    expect(JSON.stringify(trail)).not.toContain(one?.command?.token);
  });

  it("is the same order when it is sent again: nothing is added twice, and the token before it ends", async () => {
    const [orderId, members] = [uuid(), [wanted("edge-4", "edge-4", testPlane.id)]];
    const [first] = await add(members, orderId);
    const [second] = await add(members, orderId);
    expect(second).toMatchObject({ isAdded: true, refusal: null, command: { clusterId: first?.command?.clusterId } });
    expect(await db.prisma.cluster.count({ where: { name: "edge-4" } })).toBe(1);
    const kept = await db.prisma.enrolmentToken.findMany({ where: { clusterId: first?.command?.clusterId ?? "" } });
    expect(kept.map(({ tokenHash }) => tokenHash)).toEqual([enrolmentTokenHash(second?.command?.token ?? "")]);
    const [other] = await add(members);
    expect(other).toMatchObject({ isAdded: false, refusal: { phrase: { code: "ClusterNameTaken" } } });
  });

  it("is refused, on record, to who may not add clusters", async () => {
    const before = await db.prisma.cluster.count();
    await expect(add([wanted("edge-0", "mine", testPlane.id)], uuid(), viewerOfTest)).rejects.toMatchObject({ code: "Forbidden" });
    expect(await db.prisma.cluster.count()).toBe(before);
  });
});
