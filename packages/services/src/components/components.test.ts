import { ListComponents } from "@holdfast/contracts/component";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { clusterComponents } from "./cluster-components";
import { listComponents } from "./list-components";
import { scanCluster } from "./scan-cluster";

const db = suiteDatabase();
type ACluster = Awaited<ReturnType<typeof aCluster>>;
let prod: ACluster;
let dr: ACluster;
let report: (cluster: ACluster, upserts: InventoryRecord[], deletes?: { resource: string; uid: string }[]) => Promise<unknown>;
const ctx = { db, now: () => new Date() };

const deployment = (name: string, image: string, part: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({ uid: name, name, resource: "deployments.apps", kind: "Deployment", images: [image], ready: 2, desired: 2, ...part });
const node = (name: string, kubeletVersion: string) =>
  anInventoryRecord({
    ...{ uid: name, name, resource: "nodes", kind: "Node", namespace: null, images: [] },
    facts: { kubeletVersion, containerRuntime: "containerd://2.2.1", allocatable: { devices: { "sgx.intel.com/epc": "64Mi" } } },
  });
const common = [
  ...[node("n-1", "v1.36.3"), node("n-2", "v1.36.3")],
  anInventoryRecord({
    ...{ uid: "crd", resource: "customresourcedefinitions.apiextensions.k8s.io", kind: "CustomResourceDefinition" },
    ...{ name: "certificates.cert-manager.io", namespace: null, images: [] },
  }),
  anInventoryRecord({
    ...{ uid: "rc", resource: "runtimeclasses.node.k8s.io", kind: "RuntimeClass", name: "sandbox", namespace: null, images: [] },
    facts: { handler: "runsc" },
  }),
  // A pod that a workload made is known from there; one that an operator made is known from itself.
  anInventoryRecord({ uid: "made", images: ["library/mysql:9.1.0"], owner: { kind: "ReplicaSet", name: "r", uid: "r" } }),
  anInventoryRecord({ uid: "db-1", images: ["ghcr.io/cloudnative-pg/postgresql:18.1"], owner: { kind: "Cluster", name: "db", uid: "db" } }),
];

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  const boots = new Map<string, { bootId: string; seq: number }>();
  report = async (cluster, upserts, deletes = []) => {
    const boot = boots.get(cluster.id) ?? { bootId: (await anAgent(settings, cluster.id)).bootId, seq: 0 };
    boots.set(cluster.id, boot);
    boot.seq += 1;
    const observedAt = new Date().toISOString();
    const resource = { type: "inventory.resource" as const, resource: "deployments.apps", kind: "Deployment", isNamespaced: true };
    await applyReport(settings, cluster.id, {
      ...boot,
      messages: [
        { ...resource, state: "synced" as const, message: null, observedAt },
        { type: "inventory.delta" as const, observedAt, upserts, deletes },
      ],
    });
  };
  prod = await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  dr = await aCluster(db, "dr", { environment: "dr" });
  await report(prod, [...common, deployment("argocd", "quay.io/argoproj/argocd:v3.5.7")]);
  await report(dr, [...common, deployment("argocd", "mirror.example:5000/argoproj/argocd:v3.4.0", { health: "Degraded", ready: 1 })]);
  for (const { id } of [prod, dr]) expect(await scanCluster(ctx, id)).toBe(true);
});

const matrix = (part: object = {}, as = theSystem(db)) => listComponents(as, ListComponents.parse(part));
const events = () => db.prisma.event.count({ where: { type: "cluster.components-changed" } });

describe("the components of a cluster", () => {
  it("are found with version, health and what tells of them", async () => {
    const { components, scannedAt } = await clusterComponents(theSystem(db), dr.id);
    expect(components.map(({ id, versions }) => `${id} ${versions}`)).toEqual([
      "kubernetes 1.36.3",
      "containerd 2.2.1",
      "gvisor ",
      "intel-sgx ",
      "postgresql 18.1",
      "argo-cd 3.4.0",
      "cert-manager ",
    ]);
    expect(components.find(({ id }) => id === "argo-cd")).toMatchObject({
      ...{ health: "Degraded", ready: 1, desired: 2, signCount: 1, domain: "delivery", levels: ["see"] },
      signs: [{ kind: "workload", resource: "deployments.apps", objectKind: "Deployment", namespace: "bank", name: "argocd" }],
    });
    expect(components.find(({ id }) => id === "containerd")?.signs).toEqual([{ kind: "nodes", value: "containerd://2.2.1", count: 2 }]);
    expect(components.find(({ id }) => id === "kubernetes")?.levels).toEqual(["see", "push", "run"]);
    expect(scannedAt).not.toBeNull();
  });

  it("are written only when something is another, and the browsers hear of that alone", async () => {
    const before = await events();
    expect(await scanCluster(ctx, prod.id)).toBe(false);
    expect(await events()).toBe(before);
    const first = await db.prisma.clusterComponent.findMany({
      where: { clusterId: prod.id },
      select: { component: true, firstSeenAt: true },
    });
    await report(prod, [deployment("redis", "library/redis:8.4.0")]);
    expect(await scanCluster(ctx, prod.id)).toBe(true);
    expect(await events()).toBe(before + 1);
    const then = await db.prisma.clusterComponent.findMany({
      where: { clusterId: prod.id },
      select: { component: true, firstSeenAt: true },
    });
    expect(then).toEqual(expect.arrayContaining(first));
    await report(prod, [], [{ resource: "deployments.apps", uid: "redis" }]);
    expect(await scanCluster(ctx, prod.id)).toBe(true);
    expect((await clusterComponents(theSystem(db), prod.id)).components.map(({ id }) => id)).not.toContain("redis");
  });

  it("are not told of a cluster that no agent has spoken of", async () => {
    const silent = await aCluster(db, "silent", { environment: "test" });
    expect(await scanCluster(ctx, silent.id)).toBe(false);
    expect(await clusterComponents(theSystem(db), silent.id)).toEqual({ components: [], scannedAt: null, staleSince: null });
    await db.prisma.cluster.delete({ where: { id: silent.id } });
  });
});

describe("the matrix of the fleet", () => {
  it("has a row for each component and a cell for each cluster that has it", async () => {
    const { rows, columns, clusterCount, known } = await matrix({ domain: ["delivery"] });
    expect(columns.map(({ name, environment }) => [name, environment])).toEqual([
      ["dr", "dr"],
      ["prod", "production"],
    ]);
    expect({ clusterCount, isWhole: known > 60 }).toEqual({ clusterCount: 2, isWhole: true });
    expect(rows).toEqual([
      {
        ...{ id: "argo-cd", name: "Argo CD", domain: "delivery", levels: ["see"], foundIn: 2, versions: 2 },
        cells: {
          [prod.id]: { versions: ["3.5.7"], health: "Healthy", ready: 2, desired: 2 },
          [dr.id]: { versions: ["3.4.0"], health: "Degraded", ready: 1, desired: 2 },
        },
      },
    ]);
  });

  it("is narrowed by name, by kind of cluster, to what differs, and widened by what nobody has", async () => {
    expect((await matrix({ text: "CONTAINER" })).rows.map(({ id }) => id)).toEqual(["containerd"]);
    expect((await matrix({ environment: ["dr"] })).columns.map(({ name }) => name)).toEqual(["dr"]);
    expect((await matrix({ differing: true })).rows.map(({ id }) => id)).toEqual(["argo-cd"]);
    const all = await matrix({ withAbsent: true });
    expect(all.rows).toHaveLength(all.known);
    expect(all.rows.find(({ id }) => id === "karmada")).toMatchObject({ foundIn: 0, cells: {} });
  });

  it("turns the pages of clusters, and counts over all of them", async () => {
    const second = await matrix({ limit: 1, page: 2, domain: ["delivery"] });
    expect(second).toMatchObject({ pageCount: 2, clusterCount: 2, columns: [{ name: "prod" }], rows: [{ foundIn: 2, versions: 2 }] });
    expect(Object.keys(second.rows[0]?.cells ?? {})).toEqual([prod.id]);
    expect((await matrix({ limit: 1, page: 9 })).columns).toEqual([]);
  });

  it("shows nobody a cluster that they may not see, nor counts it", async () => {
    const paul = (await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } })).as();
    const seen = await matrix({ domain: ["delivery"] }, paul);
    expect(seen).toMatchObject({ clusterCount: 1, columns: [{ name: "prod" }], rows: [{ foundIn: 1, versions: 1 }] });
    await expect(clusterComponents(paul, dr.id)).rejects.toMatchObject({ code: "NotFound" });
  });
});
