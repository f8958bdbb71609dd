import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { agentSettings, testFolder } from "../../test/an-agent";
import { MiniApi } from "../../test/mini-api";
import type { recordingLog } from "../../test/recording-outbox";
import { Problem } from "../problem";
import { type Agent, type AgentSettings, startAgent } from "./start-agent";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
let hub: FakeHub;
let api: MiniApi;
let folder: ReturnType<typeof testFolder>;
let cluster: FakeCluster;
let settings: AgentSettings;
let agent: Agent | undefined;

beforeAll(async () => {
  hub = await FakeHub.start({ heartbeatIntervalMs: 100 });
});
afterAll(() => hub.close());
beforeEach(async () => {
  api = await MiniApi.start();
  folder = testFolder();
  cluster = hub.cluster();
  const kubeconfig = api.kubeconfig(join(folder.path, "kubeconfig"));
  settings = agentSettings(hub, cluster, { kubeconfig, dataFolder: join(folder.path, "data"), token: hub.token(cluster) });
});
afterEach(async () => {
  await agent?.stop();
  agent = undefined;
  await api.close();
  folder.remove();
});

/** Starts an agent that must not start, and returns why. */
async function problemOf(part: Partial<AgentSettings>): Promise<Problem> {
  try {
    agent = await startAgent({ ...settings, ...part });
  } catch (cause) {
    if (cause instanceof Problem) return cause;
    throw cause;
  }
  throw new Error("the agent started");
}
/** An agent that was there once, and stopped. */
async function enrolled(): Promise<void> {
  agent = await startAgent(settings);
  await vi.waitUntil(() => cluster.hellos.length > 0, { timeout: 5000 });
  await agent.stop();
  agent = undefined;
}
const kubeconfig = (content: string | object) => {
  const file = join(folder.path, "other-kubeconfig");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return { cluster: { kubeconfig: file } };
};
const config = (server: string, user: object = { token: "t" }) => ({
  ...{ clusters: [{ name: "c", cluster: { server } }], users: [{ name: "u", user }] },
  ...{ contexts: [{ name: "ctx", context: { cluster: "c", user: "u" } }], "current-context": "ctx" },
});

describe("a first start with something wrong", () => {
  it.each([
    ["no kubeconfig at that path", () => ({ cluster: { kubeconfig: "/no/such/file" } }), /cannot be read/, 1],
    ["a malformed kubeconfig", () => kubeconfig("{ clusters: [ "), /is malformed/, 1],
    ["a kubeconfig that is something else", () => kubeconfig("just text"), /names no current context/, 1],
    ["a context that is not there", () => ({ cluster: { ...settings.cluster, context: "nope" } }), /has no context nope/, 1],
    ["a server that is no URL", () => kubeconfig(config("not a url")), /no http or https URL/, 1],
    ["a server far away without TLS", () => kubeconfig(config("http://10.1.2.3:8080")), /without TLS/, 1],
    [
      "a server that nobody listens on",
      () => kubeconfig(config("http://127.0.0.1:1")),
      /cannot be used: the API server cannot be reached/,
      1,
    ],
    [
      "an unreadable client certificate",
      () => kubeconfig(config("http://127.0.0.1:1", { "client-certificate-data": "bm8=" })),
      /client certificate .* cannot be read/,
      1,
    ],
    ["no cluster at all", () => ({ cluster: {} }), /No cluster is given/, 1],
    ["nothing to enrol with", () => ({ enrolment: {} }), /--hub, --cluster, --token, --ca-pin are missing/, 2],
    [
      "a hub that nobody listens on",
      () => ({ enrolment: { ...settings.enrolment, hubUrl: "https://127.0.0.1:1" } }),
      /hub at .* cannot be reached/,
      1,
    ],
  ])("%s: one message, a remedy and an exit code", async (_, part, message, exitCode) => {
    const problem = await problemOf(part());
    expect(problem.message).toMatch(message);
    expect(problem.exitCode).toBe(exitCode);
    expect(problem.remedy.length).toBeGreaterThan(20);
    expect(problem.message).not.toContain("\n");
  });

  it("a client certificate that expired is named with its day", async () => {
    hub.faults.svidLifetimeMs = -30_000;
    const other = testFolder();
    const { enrol } = await import("../identity/enrol");
    const { identityStore } = await import("../identity/identity-store");
    const { hubUrl = "", caPin = "", token = "" } = settings.enrolment;
    const about = {
      hubUrl,
      caPin,
      token,
      clusterId: cluster.id,
      tokenHash: "x",
      clusterUid: "u",
      kubernetesVersion: "v",
      agentVersion: "1",
    };
    const { certificatePem } = await enrol(identityStore(other.path), about);
    hub.faults.svidLifetimeMs = 3_600_000;
    const user = { "client-certificate-data": Buffer.from(certificatePem).toString("base64") };
    expect((await problemOf(kubeconfig(config("http://127.0.0.1:1", user)))).message).toMatch(/expired on \w+ \d+ /);
    other.remove();
  });

  it("an account without a role is told how to get one; refused credentials are told apart", async () => {
    api.faults.refuse.push({ pattern: /kube-system/, status: 403, times: 1 });
    expect(await problemOf({})).toMatchObject({
      message: expect.stringContaining("role is missing"),
      remedy: expect.stringContaining("holdfast-agent rbac"),
    });
    api.faults.refuse.push({ pattern: /kube-system/, status: 401, times: 2 });
    expect((await problemOf({})).message).toContain("does not accept the agent's credentials");
  });

  it("leaves nothing behind that a second, right start would stumble over", async () => {
    await problemOf({ enrolment: { ...settings.enrolment, caPin: "f".repeat(64) } });
    agent = await startAgent(settings);
    await vi.waitUntil(() => cluster.hellos.length > 0, { timeout: 5000 });
  });

  it("waits for a hub and a cluster that are only late", async () => {
    api.faults.refuse.push({ pattern: /kube-system/, status: 503, times: 1 });
    await hub.kill();
    const starting = startAgent({ ...settings, timing: { ...settings.timing, patienceMs: 20_000 } });
    await vi.waitUntil(
      () => (settings.log as ReturnType<typeof recordingLog>).lines.filter((line) => line.message.startsWith("not ready")).length > 1,
      { timeout: 10_000 },
    );
    await hub.open();
    agent = await starting;
  });
});

describe("a later start", () => {
  it("needs neither hub nor token, and goes on while the cluster cannot be asked", async () => {
    await enrolled();
    await api.close();
    agent = await startAgent({ ...settings, enrolment: {} });
    await vi.waitUntil(() => cluster.hellos.length > 1, { timeout: 5000 });
    expect(cluster.hellos.at(-1)).toMatchObject({ clusterUid: api.uid });
    await vi.waitUntil(() => cluster.findings.has("ApiServerFailing pods"), { timeout: 5000 });
    await api.listen();
    await vi.waitUntil(() => cluster.resources.get("pods")?.state === "synced", { timeout: 5000 });
  });

  it("ignores the old token, and takes a new one for an order to enrol anew", async () => {
    await enrolled();
    agent = await startAgent(settings);
    await agent.stop();
    const [before, hellos] = [cluster.keyFingerprint, cluster.hellos.length];
    agent = await startAgent({ ...settings, enrolment: { ...settings.enrolment, token: hub.token(cluster) } });
    expect(cluster.keyFingerprint).not.toBe(before);
    await vi.waitUntil(() => cluster.hellos.length > hellos, { timeout: 5000 });
  });

  it("goes on with what it has when the new token is no good", async () => {
    await enrolled();
    agent = await startAgent({ ...settings, enrolment: { ...settings.enrolment, token: "this-token-does-not-exist" } });
    await vi.waitUntil(() => cluster.hellos.length > 1, { timeout: 5000 });
  });

  it("refuses another cluster's kubeconfig: commands would go to the wrong one", async () => {
    await enrolled();
    const other = await MiniApi.start();
    const problem = await problemOf({ cluster: { kubeconfig: other.kubeconfig(join(folder.path, "wrong")) }, enrolment: {} });
    expect(problem.message).toContain(`enrolled for the cluster with uid ${api.uid}`);
    await other.close();
  });

  it("refuses the data folder of another cluster", async () => {
    await enrolled();
    const problem = await problemOf({ enrolment: { ...settings.enrolment, clusterId: hub.cluster().id } });
    expect(problem).toMatchObject({ exitCode: 2, message: expect.stringContaining("belongs to the cluster") });
  });

  it("regains its identity by proof of the key when a crash came before it was written", async () => {
    await enrolled();
    rmSync(join(settings.dataFolder, "identity.json"));
    agent = await startAgent({ ...settings, enrolment: {} });
    expect(cluster.reattestations).toBe(1);
  });
});

describe("an enrolled agent that is started with another address of its hub", () => {
  it("comes in there, and keeps that address", async () => {
    await enrolled();
    await hub.move("all");
    const hellos = cluster.hellos.length;
    agent = await startAgent({ ...settings, enrolment: { hubUrl: hub.enrolmentUrl } });
    await vi.waitUntil(() => cluster.hellos.length > hellos, { timeout: 5000 });
    await agent.stop();
    expect(readFileSync(join(settings.dataFolder, "agent.json"), "utf8")).toContain(hub.enrolmentUrl);
  });

  it("goes on with the address in hand when nobody of its hub is there", async () => {
    await enrolled();
    const hellos = cluster.hellos.length;
    agent = await startAgent({ ...settings, enrolment: { hubUrl: "https://127.0.0.1:1" } });
    await vi.waitUntil(() => cluster.hellos.length > hellos, { timeout: 5000 });
    expect(cluster.reattestations).toBe(0);
  });
});

describe("a running agent", () => {
  it("renews at half life over the link, and uses the new certificate when it dials again", async () => {
    hub.faults.svidLifetimeMs = 3000;
    agent = await startAgent(settings);
    await vi.waitUntil(() => cluster.renewals >= 2, { timeout: 8000 });
    const hellos = cluster.hellos.length;
    hub.cut(cluster);
    await vi.waitUntil(() => cluster.hellos.length > hellos, { timeout: 5000 });
    hub.faults.svidLifetimeMs = 3_600_000;
    expect(cluster.reattestations).toBe(0);
  });

  it("finds the link again when the hub listens elsewhere, by asking at the enrolment door", async () => {
    agent = await startAgent(settings);
    await vi.waitUntil(() => cluster.hellos.length > 0, { timeout: 5000 });
    const hellos = cluster.hellos.length;
    await hub.move("link");
    await vi.waitUntil(() => cluster.hellos.length > hellos, { timeout: 20_000 });
    expect(cluster.reattestations).toBe(1);
  });

  it("that was revoked says so, does not hammer the hub, and never ends by itself", async () => {
    agent = await startAgent(settings);
    // At work: before that it would wait for its hub with the cluster's inventory.
    await vi.waitUntil(() => cluster.hellos.length > 0 && api.watching("pods") > 0, { timeout: 8000 });
    hub.revoke(cluster);
    const lines = () => (settings.log as ReturnType<typeof recordingLog>).lines;
    await vi.waitUntil(() => lines().some((line) => line.level === "error" && JSON.stringify(line.fields).includes("revoked")), {
      timeout: 8000,
    });
    const count = lines().length;
    const hellos = cluster.hellos.length;
    api.put("pods", "still-watching");
    expect(api.watching("pods")).toBe(1);
    expect(cluster.hellos.length).toBe(hellos);
    expect(lines().length - count).toBeLessThan(3);
  });
});
