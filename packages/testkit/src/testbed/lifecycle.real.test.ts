import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answersOk } from "./probe-http";
import { startCluster, type TestCluster } from "./start-cluster";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

let cluster: TestCluster | undefined;
afterEach(async () => cluster?.stop());

describe("a cluster of a test's own", () => {
  it("answers nothing while its API server is paused, and goes on when that is resumed", async () => {
    cluster = await startCluster({ name: "paused", nodes: 1, components: ["etcd", "apiserver"] });
    const isLive = () => answersOk(`${cluster?.url}/livez`, cluster?.caPem);
    expect(await isLive()).toBe(true);
    await cluster.pause("apiserver");
    await expect(isLive()).rejects.toThrow(/abort/i);
    await cluster.resume("apiserver");
    expect(await isLive()).toBe(true);
  });

  it("keeps what it stored when its API server and its etcd are killed and started again", async () => {
    cluster = await startCluster({ name: "restarted", nodes: 1, components: ["etcd", "apiserver"] });
    const { request } = cluster;
    expect((await request("POST", "/api/v1/namespaces", { metadata: { name: "kept" } })).status).toBe(201);
    await cluster.kill("apiserver");
    await expect(request("GET", "/readyz")).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
    await cluster.restart("etcd");
    await cluster.restart("apiserver");
    expect((await request("GET", "/api/v1/namespaces/kept")).status).toBe(200);
  });

  it("loses its nodes when kwok is killed, and has them back after a restart", async () => {
    cluster = await startCluster({ name: "drill", nodes: 2, timing: "drill" });
    const { request } = cluster;
    const ready = async () => {
      const { body } = await request<{ items: { status: { conditions: { type: string; status: string }[] } }[] }>("GET", "/api/v1/nodes");
      return body.items.map((node) => node.status.conditions.find(({ type }) => type === "Ready")?.status);
    };
    await cluster.kill("kwok");
    await vi.waitFor(async () => expect(await ready()).toEqual(["Unknown", "Unknown"]), { timeout: 60_000, interval: 200 });
    await cluster.restart("kwok");
    await vi.waitFor(async () => expect(await ready()).toEqual(["True", "True"]), { timeout: 60_000, interval: 200 });
  });

  it("leaves no process and no file when it is stopped", async () => {
    cluster = await startCluster({ name: "stopped", nodes: 1 });
    const { folder, groupId } = cluster;
    expect(isAlive(-groupId)).toBe(true);
    await cluster.stop();
    expect(isAlive(-groupId)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it("leaves no process and no file when its owner is killed with SIGKILL", async () => {
    const owner = spawn(process.execPath, ["--import", "tsx", "packages/testkit/bin/testbed-up.ts", "orphan"], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines: string[] = [];
    createInterface(owner.stdout).on("line", (line) => lines.push(line));
    await vi.waitFor(() => expect(lines.join("\n")).toContain("ready in"), { timeout: 100_000, interval: 50 });
    const file = /ATTACH=(\S+)/.exec(lines.join("\n"))?.[1] ?? "";
    const { orphan } = JSON.parse(readFileSync(file, "utf8")) as { orphan: { groupId: number; kubeconfigPath: string } };
    expect(isAlive(-orphan.groupId)).toBe(true);

    owner.kill("SIGKILL");
    await once(owner, "exit");

    await vi.waitFor(() => expect(isAlive(-orphan.groupId)).toBe(false), { timeout: 20_000, interval: 50 });
    expect(existsSync(orphan.kubeconfigPath)).toBe(false);
  });
});
