import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { ListObjects, type ObjectPage, type ObjectRow } from "@holdfast/contracts/inventory-list";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { countResources } from "./count-resources";
import { listObjects } from "./list-objects";

const db = suiteDatabase();
let prod: Awaited<ReturnType<typeof aCluster>>;
let test: Awaited<ReturnType<typeof aCluster>>;

const HEALTHS = ["Healthy", "Degraded", "Progressing", "Suspended"] as const;
const pods = (count: number, prefix: string): InventoryRecord[] =>
  Array.from({ length: count }, (_, i) =>
    anInventoryRecord({
      uid: `${prefix}-${i}`,
      name: `${prefix}-${String((i * 7919) % count).padStart(4, "0")}`,
      namespace: i % 3 === 0 ? "bank" : "pay",
      health: HEALTHS[i % 4] ?? "Unknown",
      restarts: i % 5,
      node: `node-${i % 2}`,
      createdAt: new Date(1_700_000_000_000 + (i % 50) * 1000).toISOString(),
    }),
  );

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  prod = await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  test = await aCluster(db, "test");
  for (const [cluster, prefix] of [
    [prod, "p"],
    [test, "t"],
  ] as const) {
    const { bootId } = await anAgent(settings, cluster.id);
    const observedAt = new Date().toISOString();
    const deployments = ["web", "api"].map((name) =>
      anInventoryRecord({ uid: `${prefix}-${name}`, name, resource: "deployments.apps", kind: "Deployment" }),
    );
    await applyReport(settings, cluster.id, {
      bootId,
      seq: 1,
      messages: [
        {
          type: "inventory.delta",
          observedAt,
          upserts: [
            ...pods(120, prefix),
            ...deployments,
            anInventoryRecord({ uid: `${prefix}-db`, name: "db", resource: "statefulsets.apps", kind: "StatefulSet" }),
          ],
          deletes: [],
        },
        { type: "inventory.resource", resource: "pods", kind: "Pod", isNamespaced: true, state: "synced", message: null, observedAt },
      ],
    });
  }
});

const list = (input: Partial<ListObjects>, ctx = theSystem(db)) => listObjects(ctx, ListObjects.parse({ resources: ["pods"], ...input }));
const walk = async (input: Partial<ListObjects>) => {
  const rows: ObjectRow[] = [];
  let cursor: string | null = null;
  do {
    const page: ObjectPage = await list({ ...input, cursor, limit: 17 });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
};

describe("a list of objects", () => {
  it.each([
    ["name", "asc"],
    ["name", "desc"],
    ["health", "desc"],
    ["age", "asc"],
    ["restarts", "desc"],
  ] as const)("by %s %s is walked page by page without a gap or a repeat, in order", async (sort, direction) => {
    const rows = await walk({ sort, direction });
    expect(new Set(rows.map((row) => `${row.clusterId}/${row.uid}`)).size).toBe(240);
    expect(rows).toHaveLength(240);
    const rank = (row: (typeof rows)[number]) =>
      ({
        name: row.name,
        health: ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"].indexOf(row.health),
        age: row.createdAt.getTime(),
        restarts: row.restarts ?? -1,
      })[sort];
    const sorted = rows.map(rank).every((value, i, all) => i === 0 || (direction === "asc" ? all[i - 1]! <= value : all[i - 1]! >= value));
    expect(sorted).toBe(true);
  });

  it.each(["name", "health", "age"] as const)("of two healths by %s is one list, each row once and no other", async (sort) => {
    const whole = await walk({ sort });
    const narrow = await walk({ sort, health: ["Degraded", "Suspended"] });
    const kept = whole.filter((row) => row.health === "Degraded" || row.health === "Suspended");
    expect(kept).toHaveLength(120);
    expect(narrow.map((row) => row.uid)).toEqual(kept.map((row) => row.uid));
  });

  it("of several resources is one list", async () => {
    const rows = await walk({ resources: ["deployments.apps", "statefulsets.apps"] });
    expect(rows.map((row) => row.name)).toEqual(["api", "api", "db", "db", "web", "web"]);
  });

  it("is filtered on the server, and says how many there are", async () => {
    expect(await list({ clusterIds: [prod.id] })).toMatchObject({ total: 120, isTotalCapped: false });
    expect(await list({ health: ["Degraded"] })).toMatchObject({ total: 60 });
    const narrow = await list({ namespace: "bank", text: "p-00", node: "node-0", clusterIds: [prod.id] });
    expect(narrow.rows.every((row) => row.namespace === "bank" && row.node === "node-0" && row.name.includes("p-00"))).toBe(true);
    expect(narrow.total).toBe(narrow.rows.length);
    expect(narrow.rows.length).toBeGreaterThan(0);
  });

  it("takes % and _ for what they are", async () => {
    expect((await list({ text: "%" })).total).toBe(0);
    expect((await list({ text: "p_0" })).total).toBe(0);
  });

  it("shows only clusters on which the caller has a role, in rows, totals and counts", async () => {
    const paul = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } });
    const page = await list({}, paul.as());
    expect(new Set(page.rows.map((row) => row.clusterName))).toEqual(new Set(["prod"]));
    expect(page.total).toBe(120);
    expect((await list({ clusterIds: [test.id] }, paul.as())).rows).toEqual([]);
    expect((await countResources(paul.as(), {})).find((count) => count.resource === "pods")?.total).toBe(120);
    const nobody = await aPerson(db, "nora", []);
    expect((await list({}, nobody.as())).rows).toEqual([]);
  });

  it("names the clusters that nobody can vouch for now, and still shows what was last known", async () => {
    const page = await list({});
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.staleClusters.map((cluster) => cluster.clusterName).sort()).toEqual(["prod", "test"]);
  });

  it("refuses a cursor that it did not give", async () => {
    await expect(list({ cursor: "x" })).rejects.toMatchObject({ code: "InvalidInput" });
    const { nextCursor } = await list({ limit: 5 });
    await expect(list({ cursor: nextCursor, sort: "health" })).rejects.toMatchObject({ code: "InvalidInput" });
  });
});
