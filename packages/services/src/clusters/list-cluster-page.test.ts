import { ListClusters } from "@holdfast/contracts/cluster-list";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { announceHub } from "../agents/hub-presence";
import { recordSilence } from "../agents/record-silence";
import { listClusterPage } from "./list-cluster-page";

const db = suiteDatabase();
const page = (about: Partial<ListClusters> = {}, as = theSystem(db)) => listClusterPage(as, ListClusters.parse(about));
const names = (answer: Awaited<ReturnType<typeof page>>) => answer.rows.map(({ cluster }) => cluster.name);

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  await announceHub(db, { hubId: settings.hubId, address: "127.0.0.1:1", version: "1" });
  // A hub that lives for as long as these tests, however slow the machine.
  await db.prisma.hubPresence.updateMany({ data: { lastSeenAt: new Date(Date.now() + 3_600_000) } });
  const alpha = await aCluster(db, "alpha", { environment: "production", region: "cn-hangzhou", labels: { team: "pay" } });
  const beta = await aCluster(db, "beta", { environment: "dr", region: "cn-shanghai" });
  await aCluster(db, "gamma", { environment: "test", region: "cn-shanghai" });
  const lost = await aCluster(db, "omega", { environment: "production", region: "eu-paris" });
  const { bootId } = await anAgent(settings, alpha.id);
  await anAgent(settings, beta.id);
  await anAgent(settings, lost.id);
  await recordSilence(settings, lost.id, new Date(), "no heartbeat");
  for (const [id, version] of [
    [alpha.id, "v1.10.2"],
    [beta.id, "v1.9.11"],
  ] as const)
    await db.prisma.cluster.update({ where: { id }, data: { kubernetesVersion: version } });
  await applyReport(settings, alpha.id, {
    bootId,
    seq: 1,
    messages: [
      {
        type: "inventory.delta",
        observedAt: new Date().toISOString(),
        upserts: [
          anInventoryRecord({ uid: "p1", name: "p1", health: "Degraded" }),
          anInventoryRecord({ uid: "p2", name: "p2" }),
          anInventoryRecord({ uid: "d1", name: "d1", resource: "deployments.apps", kind: "Deployment" }),
        ],
        deletes: [],
      },
      {
        type: "finding",
        finding: { code: "RightsMissing", object: "pods", severity: "warning", message: "may not list pods", isResolved: false },
      },
    ],
  });
});

describe("the list of clusters", () => {
  it("has what each runs and what was found of it", async () => {
    const [alpha] = (await page({ text: "alpha" })).rows;
    expect(alpha).toMatchObject({
      pods: { total: 2, byHealth: { Degraded: 1, Healthy: 1 } },
      workloads: { total: 1 },
      nodes: { total: 0 },
      findings: [{ code: "RightsMissing", severity: "warning" }],
    });
  });

  it("tells one that is away, as it may be, from one that is unreachable, and puts it behind in the order", async () => {
    const away = (awayDays: number | null) => db.prisma.cluster.update({ where: { name: "omega" }, data: { awayDays } });
    await away(3);
    expect(names(await page({ links: ["unreachable", "unknown"] }))).toEqual([]);
    expect(names(await page({ links: ["away"] }))).toEqual(["omega"]);
    expect(names(await page({ sort: "link" }))).toEqual(["gamma", "omega", "alpha", "beta"]);
    const inFourDays = theSystem(db, () => new Date(Date.now() + 4 * 86_400_000));
    expect(names(await page({ links: ["unreachable"] }, inFourDays))).toEqual(["omega"]);
    await away(null);
    expect(names(await page({ links: ["unreachable"] }))).toEqual(["omega"]);
  });

  it.each([
    ["name", ["alpha", "beta", "gamma", "omega"]],
    ["environment", ["alpha", "omega", "gamma", "beta"]],
    ["region", ["alpha", "beta", "gamma", "omega"]],
    ["link", ["omega", "gamma", "alpha", "beta"]],
    ["version", ["gamma", "beta", "alpha", "omega"]],
  ] as const)("is sorted by %s, there and back, and pages lose and repeat nothing", async (sort, wanted) => {
    // The version of omega is what its agent said, v1.36.3; gamma never had an agent.
    expect(names(await page({ sort }))).toEqual(wanted);
    expect(names(await page({ sort, direction: "desc" }))).toEqual(wanted.toReversed());
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await page({ sort, cursor, limit: 1 });
      expect(answer.total).toBe(4);
      seen.push(...names(answer));
      cursor = answer.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(wanted);
  });

  it("pages through instants as well", async () => {
    const all = names(await page({ sort: "since" }));
    const first = await page({ sort: "since", limit: 2 });
    expect([...names(first), ...names(await page({ sort: "since", limit: 2, cursor: first.nextCursor }))]).toEqual(all);
  });

  it("is narrowed by text, environment and link, all at once", async () => {
    expect(names(await page({ text: "SHANG" }))).toEqual(["beta", "gamma"]);
    expect(names(await page({ text: "%" }))).toEqual([]);
    expect(names(await page({ environments: ["production"], links: ["unreachable", "connected"] }))).toEqual(["alpha", "omega"]);
    expect((await page({ links: ["awaitingAgent"] })).total).toBe(1);
  });

  it("shows and counts nothing that the reader may not see", async () => {
    const payer = await aPerson(db, "payer", ["viewer"], { matchLabels: { team: "pay" } });
    const answer = await page({}, payer.as());
    expect([names(answer), answer.total]).toEqual([["alpha"], 1]);
  });

  it("says unknown of a link whose hub went silent, in the column, in the filter and in the order", async () => {
    await db.prisma.hubPresence.deleteMany();
    expect(names(await page({ links: ["connected"] }))).toEqual([]);
    const unknown = await page({ links: ["unknown"], sort: "link" });
    expect(unknown.rows.map(({ cluster }) => [cluster.name, cluster.link.state])).toEqual([
      ["alpha", "unknown"],
      ["beta", "unknown"],
    ]);
  });

  it("refuses a cursor that is not its own", async () => {
    for (const cursor of ["x", Buffer.from("[1]").toString("base64url")])
      await expect(page({ cursor })).rejects.toMatchObject({ code: "InvalidInput" });
  });
});
