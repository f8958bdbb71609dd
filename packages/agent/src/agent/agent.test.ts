import { join } from "node:path";
import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { agentSettings, hurried, testFolder } from "../../test/an-agent";
import { MiniApi } from "../../test/mini-api";
import type { recordingLog } from "../../test/recording-outbox";
import { type Agent, type AgentSettings, startAgent } from "./start-agent";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
let hub: FakeHub;
let api: MiniApi;
let folder: ReturnType<typeof testFolder>;
let cluster: FakeCluster;
let settings: AgentSettings;
let agent: Agent;
const CUTS = Number(process.env.HOLDFAST_TEST_CUTS ?? 60);

beforeAll(async () => {
  hub = await FakeHub.start({ heartbeatIntervalMs: 100 });
});
afterAll(() => hub.close());
beforeEach(async () => {
  api = await MiniApi.start();
  folder = testFolder();
  cluster = hub.cluster();
  settings = agentSettings(hub, cluster, {
    kubeconfig: api.kubeconfig(join(folder.path, "kubeconfig")),
    dataFolder: join(folder.path, "data"),
    token: hub.token(cluster),
  });
});
afterEach(async () => {
  await agent.stop();
  await api.close();
  folder.remove();
});

const until = (isMet: () => boolean, timeout = 10_000) => vi.waitUntil(isMet, { timeout, interval: 5 });
const pods = () => cluster.objectsOf("pods");
const isEqual = () =>
  pods()
    .map((record) => record.uid)
    .sort()
    .join() === api.uids("pods").sort().join();
/** The agent's last proof was right: the hub found nothing to read again. */
const proven = async () => {
  const before = cluster.summaries.length;
  await until(() => cluster.summaries.length > before);
};
const start = async (part: Partial<AgentSettings> = {}) => {
  agent = await startAgent({ ...settings, ...part });
  await until(() => cluster.hellos.length > 0);
};
const log = () => (settings.log as ReturnType<typeof recordingLog>).lines;

describe("an agent", () => {
  it("enrols, says hello with its cluster's own uid, beats, and brings its whole inventory with a proof", async () => {
    for (let i = 0; i < 30; i++) api.put("pods", `p-${i}`);
    await start();
    expect(cluster.hellos[0]).toMatchObject({ protocol: 1, clusterUid: api.uid, kubernetesVersion: "v1.36.3", nextSeq: 1 });
    await until(() => cluster.summaries.length === 1);
    expect(isEqual()).toBe(true);
    expect(cluster.resources.get("httproutes.gateway.networking.k8s.io")?.state).toBe("absent");
    await until(() => cluster.beats >= 3);
    expect(cluster.reattestations).toBe(0);
  });

  it("shows a change within moments", async () => {
    await start();
    await until(() => cluster.summaries.length === 1);
    const startedAt = performance.now();
    api.put("pods", "fresh");
    await until(() => pods().length === 1);
    expect(performance.now() - startedAt).toBeLessThan(500);
    api.remove("pods", "fresh");
    await until(() => pods().length === 0);
  });

  it("answers questions, and says so when it cannot", async () => {
    await start();
    const target = { kind: "Deployment" as const, namespace: "pay", name: "web" };
    await expect(hub.ask(cluster, workloadRead, target)).resolves.toMatchObject({ exists: false });
    await expect(hub.ask(cluster, { ...workloadRead, name: "world.ask" }, target)).rejects.toMatchObject({ code: "NotFound" });
    await expect(hub.ask(cluster, workloadRead, { ...target, namespace: "" })).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("goes on where it was after a restart of its process: no token, no second enrolment, only differences", async () => {
    for (let i = 0; i < 40; i++) api.put("pods", `p-${i}`);
    await start();
    await until(() => cluster.summaries.length === 1);
    await agent.stop();
    const before = cluster.appliedReports;
    const known = new Map(cluster.objects);
    api.put("pods", "p-0", { spec: { nodeName: "n1" } });
    api.remove("pods", "p-1");
    agent = await startAgent({ ...settings, enrolment: {} });
    await until(() => cluster.summaries.length >= 2 && isEqual());
    const changed = [...cluster.objects.values()].filter((record) => known.get(record.uid) !== record);
    expect(changed.map((record) => record.name)).toEqual(["p-0"]);
    expect(cluster.appliedReports).toBeGreaterThan(before);
    expect(new Set(cluster.hellos.map((hello) => hello.bootId)).size).toBe(2);
  });

  it("removes what the hub holds of a kind that this cluster does not have", async () => {
    await start();
    await until(() => cluster.summaries.length === 1);
    const [pod] = [api.put("pods", "p")];
    await until(() => pods().length === 1);
    const record = pods()[0];
    if (!record || !pod.metadata?.uid) throw new Error("one pod");
    cluster.objects.set("ghost", { ...record, uid: "ghost", resource: "ghosts.example.com" });
    cluster.objects.set("phantom", { ...record, uid: "phantom" });
    await agent.stop();
    agent = await startAgent({ ...settings, enrolment: {} });
    await until(() => !cluster.objects.has("ghost") && !cluster.objects.has("phantom"));
    expect(isEqual()).toBe(true);
  });
});

describe("the link", () => {
  it(`is back within ten seconds after each of ${CUTS} cuts, by itself, and the inventory stays equal`, async () => {
    await start();
    let slowestMs = 0;
    for (let i = 0; i < CUTS; i++) {
      const hellos = cluster.hellos.length;
      const cutAt = performance.now();
      await until(() => hub.cut(cluster) > 0);
      api.put("pods", `p-${i % 9}`, { spec: { nodeName: `n-${i}` } });
      if (i % 4 === 3) api.remove("pods", `p-${(i + 5) % 9}`);
      await until(() => cluster.hellos.length > hellos);
      slowestMs = Math.max(slowestMs, performance.now() - cutAt);
    }
    expect(slowestMs).toBeLessThan(10_000);
    await until(isEqual);
    expect(new Set(cluster.hellos.map((hello) => hello.bootId)).size).toBe(1);
    expect(log().filter((line) => line.level === "error")).toEqual([]);
  }, 600_000);

  it("is back after the hub was killed and started again, and nothing is lost or doubled", async () => {
    await start();
    await until(() => cluster.summaries.length === 1);
    await hub.kill();
    api.put("pods", "while-away");
    await hub.open();
    await until(isEqual);
    expect(cluster.repeatedReports).toBeLessThan(5);
  });

  it("notices a connection that is half open, and makes another, past a hub that is deaf for a moment", async () => {
    await start();
    await until(() => cluster.beats > 2);
    const hellos = cluster.hellos.length;
    hub.faults.isDeaf = true;
    hub.freeze();
    await until(() => log().some((line) => JSON.stringify(line.fields).includes("silent")), 5000);
    await until(() => log().some((line) => JSON.stringify(line.fields).includes("handshake")), 5000);
    hub.faults.isDeaf = false;
    await until(() => cluster.hellos.length > hellos);
  });

  it("goes on after upgrades that were refused for a moment and doors that were slammed", async () => {
    await start();
    hub.faults.refusedUpgrades = 1;
    hub.faults.slammedDoors = 1;
    const hellos = cluster.hellos.length;
    hub.cut(cluster);
    await until(() => cluster.hellos.length > hellos);
  });

  it.each(["anotherAuthority", "theConsole"] as const)(
    "tells nothing to a server that is %s, and comes back to its hub",
    async (disguise) => {
      await start();
      await hub.kill();
      await hub.open(disguise);
      const beats = cluster.beats;
      await until(() => log().some((line) => line.message.includes("not our hub")));
      expect(cluster.beats).toBe(beats);
      await hub.kill();
      await hub.open();
      await until(() => cluster.beats > beats);
    },
  );

  it("loses nothing when acknowledgements get lost and the store is busy", async () => {
    await start();
    await until(() => cluster.summaries.length === 1);
    for (let i = 0; i < 12; i++) {
      hub.faults.lostAcks = i % 3 === 0 ? 1 : 0;
      hub.faults.refusedReports = i % 4 === 0 ? 2 : 0;
      api.put("pods", `p-${i}`);
      if (i > 5) api.remove("pods", `p-${i - 5}`);
      await until(isEqual);
    }
  });

  it("compares everything again when the hub's store was restored from an older copy", async () => {
    for (let i = 0; i < 10; i++) api.put("pods", `p-${i}`);
    await start();
    await until(() => cluster.summaries.length === 1);
    cluster.objects.clear();
    cluster.ackedSeq = 1;
    hub.cut(cluster);
    await until(isEqual);
  });

  it("drops what waits when the hub stays away, and is equal again when it is back", async () => {
    await start({ timing: { ...hurried, outbox: { highBytes: 20_000, lowBytes: 5000, awayMs: 20 } } });
    await until(() => cluster.summaries.length === 1);
    await hub.kill();
    for (let i = 0; i < 200; i++) api.put("pods", `p-${i}`);
    await until(() => log().some((line) => line.message.startsWith("reports dropped")));
    await hub.open();
    await until(isEqual);
    await proven();
  });
});

describe("commands over the link", () => {
  it("are answered once for every key, however often and in whatever order the hub delivers them", async () => {
    await start();
    Object.assign(hub.faults, { deliveries: 3, isReordering: true });
    const input = { kind: "Deployment", namespace: "pay", name: "web", replicas: 2, expectReplicas: 1 };
    const ids = Array.from({ length: 5 }, () => hub.send(cluster, workloadScale.name, input));
    const receipts = await Promise.all(ids.map((id) => hub.receiptOf(cluster, id)));
    Object.assign(hub.faults, { deliveries: 1, isReordering: false });
    expect(receipts.map((receipt) => receipt.reason)).toEqual(Array.from({ length: 5 }, () => "NotFound"));
  });

  it("signed with a fresh key are obeyed after the hub was asked for its keys again; with a stranger's never", async () => {
    await start();
    hub.rotateKey();
    const input = { kind: "Deployment", namespace: "pay", name: "web", replicas: 2, expectReplicas: 1 };
    await expect(hub.order(cluster, workloadScale.name, input)).resolves.toMatchObject({ reason: "NotFound" });
    hub.faults.isSigningWithUnknownKey = true;
    const forged = hub.send(cluster, workloadScale.name, input);
    await expect(hub.receiptOf(cluster, forged)).resolves.toMatchObject({ outcome: "refused", reason: "KeyUnknown" });
    hub.faults.isSigningWithUnknownKey = false;
    await until(() => cluster.findings.has("CommandUnproven KeyUnknown"));
  });
});
