import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { testFolder } from "../../test/an-agent";
import { MiniApi } from "../../test/mini-api";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });
let hub: FakeHub;
let api: MiniApi;
let folder: ReturnType<typeof testFolder>;
let cluster: FakeCluster;
let running: ChildProcess[] = [];

beforeAll(async () => {
  hub = await FakeHub.start({ heartbeatIntervalMs: 200 });
});
afterAll(() => hub.close());
beforeEach(async () => {
  api = await MiniApi.start();
  folder = testFolder();
  cluster = hub.cluster();
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
  await api.close();
  folder.remove();
});

/** The program as a process of its own. */
function program(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "main.ts"), ...args], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

const data = () => ["--data", join(folder.path, "data"), "--kubeconfig", api.kubeconfig(join(folder.path, "kubeconfig"))];
const enrol = () => ["--hub", hub.enrolmentUrl, "--cluster", cluster.id, "--ca-pin", hub.caPin];
const start = (args: string[] = []) => program(["run", ...data(), ...args], { HOLDFAST_TOKEN: hub.token(cluster) });

describe("the program", () => {
  it.each([
    [["run"], {}, 2, /--data is missing/],
    [["fly"], {}, 2, /There is no command fly/],
    [[], {}, 2, /No command was given/],
    [["run", "--data", "/dev/null/data"], {}, 1, /data folder .* cannot be written/],
  ])("ends with one message and a remedy: %j", async (args, environment, code, message) => {
    const ended = await program(args, environment).ended;
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(message);
    expect(ended.err.trim().split("\n")).toHaveLength(2);
    expect(ended.out).toBe("");
  });

  it("prints its help, and a role that can be applied, with exit code 0", async () => {
    const [help, role] = await Promise.all([program(["--help"]).ended, program(["rbac"]).ended]);
    expect([help.code, role.code]).toEqual([0, 0]);
    expect(help.out).toContain("holdfast-agent run");
    expect(role.out).toContain("kind: ClusterRole");
  });

  it("never shows its token, and ends with 0 when it is told to", async () => {
    const { child, ended } = start(enrol());
    await vi.waitUntil(() => cluster.summaries.length > 0, { timeout: 30_000 });
    child.kill("SIGTERM");
    const { code, out, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const token of cluster.tokens.keys()) expect(out).not.toContain(token);
    for (const line of out.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ app: "holdfast-agent", msg: expect.any(String) });
  });

  it("killed between the start and the end of a command answers unknown afterwards, and never does it again", async () => {
    const name = "web";
    api.put("deployments", name, { spec: { replicas: 1 }, metadata: { namespace: "pay" } }, "pay");
    const first = start(enrol());
    await vi.waitUntil(() => cluster.hellos.length > 0, { timeout: 30_000 });
    api.faults.hang = /^PATCH .*\/scale$/;
    const id = hub.send(cluster, workloadScale.name, { kind: "Deployment", namespace: "pay", name, replicas: 3, expectReplicas: 1 });
    const writes = () => api.requests.filter((line) => line.startsWith("PATCH"));
    await vi.waitUntil(() => writes().length === 1, { timeout: 10_000 });
    first.child.kill("SIGKILL");
    expect((await first.ended).code).toBeNull();

    api.faults.hang = undefined;
    const second = program(["run", ...data()]);
    expect(await hub.receiptOf(cluster, id)).toMatchObject({ outcome: "unknown", reason: "AgentDied" });
    await vi.waitUntil(() => cluster.summaries.length > 0, { timeout: 30_000 });
    expect(writes()).toHaveLength(1);
    expect(cluster.receipts.filter((receipt) => receipt.commandId === id)).toHaveLength(1);
    second.child.kill("SIGTERM");
    expect((await second.ended).code).toBe(0);
  });

  it("killed at any moment comes back with its identity and an inventory that equals the cluster", async () => {
    for (let i = 0; i < 50; i++) api.put("pods", `p-${i}`);
    for (let round = 0; round < 3; round++) {
      const { child, ended } = round === 0 ? start(enrol()) : program(["run", ...data()]);
      const [hellos, reports] = [cluster.hellos.length, cluster.appliedReports];
      // The first time in the middle of its first reports, later a little further each time.
      await vi.waitUntil(
        () => (cluster.hellos.length > hellos && cluster.appliedReports > reports + round) || cluster.summaries.length > round,
        { timeout: 30_000, interval: 1 },
      );
      child.kill("SIGKILL");
      await ended;
      api.remove("pods", `p-${round}`);
      api.put("pods", `p-${round + 10}`, { spec: { nodeName: `n-${round}` } });
    }
    const last = program(["run", ...data()]);
    const isEqual = () =>
      cluster
        .objectsOf("pods")
        .map((record) => record.uid)
        .sort()
        .join() === api.uids("pods").sort().join();
    await vi.waitUntil(isEqual, { timeout: 30_000 });
    expect(cluster.reattestations).toBe(0);
    last.child.kill("SIGTERM");
    await last.ended;
  });
});
