import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClock } from "@holdfast/simulator/controllers/simulation-clock";
import { createSimulation } from "@holdfast/simulator/simulation";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testFolder } from "../../test/an-agent";
import { strandedPod } from "../../test/contract/fixtures";
import { openAccess } from "../kube/access";
import { clusterRole } from "../rbac/cluster-role";
import type { OpenExec } from "./exec-channel";
import { execSocket } from "./exec-socket";

const folder = testFolder();
const simulation = createSimulation({
  fleet: { seed: 1, clusters: [{ name: "c", environment: "test", region: "here", objects: [] }] },
  clock: createClock(new Date()),
});
let listening: { close(): Promise<void> } | undefined;

/** The way in for an account whose owner gave `--exec`, or did not. */
async function wayIn(isExecAllowed: boolean): Promise<OpenExec> {
  const kubeconfig = join(folder.path, `kubeconfig-${isExecAllowed}`);
  writeFileSync(kubeconfig, simulation.kubeconfig("c", { user: "agent", rules: clusterRole([], [], false, isExecAllowed).rules }));
  return execSocket(await openAccess({ kubeconfig }, () => performance.now()), "test");
}

async function opened(command: readonly string[]) {
  const channel = await (await wayIn(true))({ namespace: "default", pod: "web", container: "app", command, account: "default" }, 2000);
  let shown = "";
  channel.onOutput((bytes) => {
    shown += bytes.toString("utf8");
  });
  return { channel, shown: () => shown, until: (text: string) => vi.waitUntil(() => shown.includes(text), { timeout: 2000 }) };
}

beforeAll(async () => {
  listening = await simulation.listen(0);
  const { api } = simulation.clusters.get("c") ?? expect.fail("the cluster is there");
  const admin = simulation.kubeconfig("c");
  const [server, token] = [/server: (\S+)/.exec(admin)?.[1], /token: (\S+)/.exec(admin)?.[1]];
  const call = (method: string, path: string, body: object, type = "application/json") =>
    fetch(`${server}/api/v1/namespaces/default/pods${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": type },
      body: JSON.stringify(body),
    });
  if (!api.store.get("namespaces", null, "default"))
    await fetch(`${server}/api/v1/namespaces`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ metadata: { name: "default" } }),
    });
  expect((await call("POST", "", strandedPod("web"))).status).toBe(201);
  const running = { name: "app", image: "i", imageID: "i", ready: true, started: true, restartCount: 0, lastState: {} };
  const status = { phase: "Running", containerStatuses: [{ ...running, state: { running: { startedAt: new Date().toISOString() } } }] };
  expect((await call("PATCH", "/web/status", { status }, "application/merge-patch+json")).status).toBe(200);
});
afterAll(async () => {
  await listening?.close();
  folder.remove();
});

describe("exec over the API server's WebSocket", () => {
  it("shows what the program prints, takes what is typed and the size, and tells the exit code", async () => {
    const { channel, until, shown } = await opened(["sh"]);
    await until("$ ");
    channel.resize({ columns: 132, rows: 50 });
    channel.write("hostname\rtty\r");
    await until("132x50");
    expect(shown()).toContain("simulated shell");
    expect(shown()).toMatch(/\r\nweb\r\n/);
    channel.write("exit 7\r");
    expect(await channel.ended).toEqual({ exitCode: 7, message: "" });
  });

  it("tells in the cluster's words that there is no such program", async () => {
    const { channel } = await opened(["nothing-of-that-name"]);
    expect(await channel.ended).toMatchObject({ exitCode: null, message: expect.stringContaining("executable file not found") });
  });

  it("ends the program when it is hung up", async () => {
    const { channel, until } = await opened(["sh"]);
    await until("$ ");
    channel.close();
    await channel.ended;
  });

  it("is refused to an account without the right, in the API server's words", async () => {
    const open = await wayIn(false);
    await expect(
      open({ namespace: "default", pod: "web", container: "app", command: ["sh"], account: "default" }, 2000),
    ).rejects.toMatchObject({
      ...{ code: 403, reason: "Forbidden", message: expect.stringContaining("pods/exec") },
    });
  });
});
