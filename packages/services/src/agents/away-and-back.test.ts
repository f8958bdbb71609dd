import type { AgentHello } from "@holdfast/contracts/agent-link";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { testClock } from "@holdfast/testkit/test-clock";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { editCluster } from "../clusters/edit-cluster";
import { getCluster } from "../clusters/get-cluster";
import type { AgentSettings } from "./agent-settings";
import { applyReport } from "./apply-report";
import { announceHub } from "./hub-presence";
import { recordHello } from "./record-hello";
import { recordSilence } from "./record-silence";

const db = suiteDatabase();
const clock = testClock();
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
let settings: AgentSettings;

beforeAll(async () => {
  ({ settings } = await anInstallation(db, clock.now));
});

const helloOf = (clusterId: string): AgentHello => ({
  ...{ protocol: 1, agentVersion: "1.0.0", bootId: uuid(), nextSeq: 1, clock: clock.now().toISOString() },
  ...{ kubernetesVersion: "v1.36.3", clusterUid: `uid-of-${clusterId}` },
});
const linkOf = async (clusterId: string) => {
  await announceHub(db, { hubId: settings.hubId, address: "wss://127.0.0.1:1", version: "1" });
  return (await getCluster(theSystem(db, clock.now), clusterId)).link;
};

describe("a cluster at the edge", () => {
  it("is away as expected until its days are over, from its last sign of life on; without days there is no such time", async () => {
    const edge = await aCluster(db, "ship", { awayDays: 5 });
    const plain = await aCluster(db, "office");
    for (const { id } of [edge, plain]) await anAgent(settings, id);
    expect((await linkOf(edge.id)).awayUntil).toBeNull();
    const seenAt = clock.now();
    for (const { id } of [edge, plain]) await recordSilence(settings, id, seenAt, "no heartbeat");
    expect(await linkOf(edge.id)).toMatchObject({ state: "unreachable", awayUntil: new Date(seenAt.getTime() + 5 * DAY_MS) });
    expect(await linkOf(plain.id)).toMatchObject({ state: "unreachable", awayUntil: null });
    const { version } = await getCluster(theSystem(db, clock.now), edge.id);
    await editCluster(theSystem(db, clock.now), { clusterId: edge.id, region: "sea", labels: {}, awayDays: 9, version });
    expect((await linkOf(edge.id)).awayUntil).toEqual(new Date(seenAt.getTime() + 9 * DAY_MS));
    await editCluster(theSystem(db, clock.now), { clusterId: edge.id, region: "sea", labels: {}, version: version + 1 });
    expect((await getCluster(theSystem(db, clock.now), edge.id)).awayDays).toBe(9);
  });

  it("comes back after days: its history says how long, what is left over goes and what is new comes", async () => {
    const { id: clusterId } = await aCluster(db, "truck", { awayDays: 7 });
    const { bootId } = await anAgent(settings, clusterId);
    const delta = (upserts: string[], deletes: { resource: string; uid: string }[]) => ({
      ...{ type: "inventory.delta" as const, observedAt: clock.now().toISOString(), deletes },
      upserts: upserts.map((uid) => anInventoryRecord({ uid: `${clusterId}-${uid}`, name: uid })),
    });
    await applyReport(settings, clusterId, { bootId, seq: 1, messages: [delta(["stays", "goes"], [])] });
    await recordSilence(settings, clusterId, clock.now(), "no heartbeat");
    clock.advance(3 * DAY_MS + 4 * HOUR_MS);
    const back = helloOf(clusterId);
    await recordHello(settings, clusterId, back);
    const [last] = await db.prisma.linkTransition.findMany({ where: { clusterId }, orderBy: { id: "desc" }, take: 1 });
    expect(last).toMatchObject({ state: "connected", reason: "agent started, back after 3 d 4 h" });
    const gone = { resource: "pods", uid: `${clusterId}-goes` };
    await applyReport(settings, clusterId, { bootId: back.bootId, seq: 1, messages: [delta(["fresh"], [gone])] });
    const names = (await db.prisma.inventoryObject.findMany({ where: { clusterId } })).map(({ name }) => name).sort();
    expect(names).toEqual(["fresh", "stays"]);
    expect((await linkOf(clusterId)).awayUntil).toBeNull();
  });
});
