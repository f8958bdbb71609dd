import { CompareClusters, type DifferenceRow } from "@holdfast/contracts/compare";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { compareClusters } from "./compare-clusters";

const db = suiteDatabase();
type ACluster = Awaited<ReturnType<typeof aCluster>>;
let prod: ACluster;
let dr: ACluster;

const deployment = (site: string, name: string, part: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({
    ...{ uid: `${site}-${name}`, name, resource: "deployments.apps", kind: "Deployment", node: null, restarts: null },
    ...part,
  });
const many = (site: string) => Array.from({ length: 30 }, (_, i) => deployment(site, `same-${i}`));
const recordsOf = (site: "prod" | "dr"): InventoryRecord[] => {
  const isProd = site === "prod";
  return [
    ...many(site),
    deployment(site, "core", { desired: isProd ? 10 : 3 }),
    deployment(site, "api", { images: [`registry.example/api:${isProd ? 2 : 1}`] }),
    deployment(site, "sale", { desired: isProd ? 9 : 2 }),
    anInventoryRecord({
      ...{ uid: `${site}-hpa`, name: "sale", resource: "horizontalpodautoscalers.autoscaling", kind: "HorizontalPodAutoscaler" },
      facts: { target: { kind: "Deployment", name: "sale" } },
    }),
    ...(isProd ? [deployment(site, "batch", { namespace: "pay" })] : [deployment(site, "zz-left-over")]),
    // A pod differs in name by nature, and an owned object follows from its owner.
    anInventoryRecord({ uid: `${site}-pod`, name: `${site}-pod` }),
    deployment(site, `${site}-owned`, { owner: { kind: "App", name: "a", uid: "a" } }),
  ];
};

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  prod = await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  dr = await aCluster(db, "dr", { environment: "dr" });
  for (const [cluster, site] of [
    [prod, "prod"],
    [dr, "dr"],
  ] as const) {
    const { bootId } = await anAgent(settings, cluster.id);
    const observedAt = new Date().toISOString();
    const messages = [{ type: "inventory.delta" as const, observedAt, upserts: recordsOf(site), deletes: [] }];
    await applyReport(settings, cluster.id, { bootId, seq: 1, messages });
  }
});

const compared = (part: object = {}) => compareClusters(theSystem(db), CompareClusters.parse({ left: prod.id, right: dr.id, ...part }));
const said = (rows: readonly DifferenceRow[]) => rows.map((row) => `${row.group} ${row.namespace}/${row.name}`);

describe("two clusters", () => {
  it("differ in what is missing and in versions; what may differ is counted apart and shown when asked for", async () => {
    const { rows, ...counts } = await compared();
    expect(said(rows)).toEqual(["version bank/api", "missing bank/zz-left-over", "missing pay/batch"]);
    expect(counts).toMatchObject({ compared: 36, alike: 33, expected: 2, total: 3, byGroup: { missing: 2, version: 1, replicas: 0 } });
    const all = await compared({ withExpected: true });
    expect(all.rows.filter((row) => row.mayDiffer !== null).map((row) => [row.name, row.mayDiffer, row.left, row.right])).toEqual([
      ["core", "standby", "10", "3"],
      ["sale", "autoscaler", "9", "2"],
    ]);
  });

  it("are listed page by page, each difference once, in one order", async () => {
    const rows: DifferenceRow[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof compared>> = await compared({ limit: 2, withExpected: true, cursor });
      expect(page.total).toBe(5);
      rows.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor);
    expect(rows).toEqual((await compared({ withExpected: true })).rows);
  });

  it("are narrowed by group, namespace and name", async () => {
    expect(said((await compared({ group: ["missing"] })).rows)).toHaveLength(2);
    expect(said((await compared({ namespace: "pay" })).rows)).toEqual(["missing pay/batch"]);
    expect(said((await compared({ text: "API" })).rows)).toEqual(["version bank/api"]);
  });

  it("are the same seen from the other side", async () => {
    const turned = await compareClusters(theSystem(db), CompareClusters.parse({ left: dr.id, right: prod.id }));
    const straight = await compared();
    expect(turned.rows.map(({ left, right, name }) => [name, right, left])).toEqual(
      straight.rows.map(({ left, right, name }) => [name, left, right]),
    );
    expect(turned.byGroup).toEqual(straight.byGroup);
  });

  it("are compared for those only who may see both", async () => {
    const paul = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } });
    await expect(compareClusters(paul.as(), CompareClusters.parse({ left: prod.id, right: dr.id }))).rejects.toMatchObject({
      code: "NotFound",
    });
  });

  it("are two, and a cursor is one of ours", async () => {
    expect(CompareClusters.safeParse({ left: prod.id, right: prod.id }).success).toBe(false);
    await expect(compared({ cursor: "x" })).rejects.toMatchObject({ code: "InvalidInput" });
  });
});
