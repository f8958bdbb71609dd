import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ClusterId } from "@holdfast/contracts/ids";
import { agentDetail } from "@holdfast/services/clusters/agent-detail";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { ImportSettings } from "@holdfast/services/imports/import-settings";
import { probeContext } from "@holdfast/services/imports/probe-context";
import { readContexts } from "@holdfast/services/imports/read-contexts";
import { startImport } from "@holdfast/services/imports/start-import";
import { consoleCredentials } from "@holdfast/services/live/console-credentials";
import { hubConnections } from "@holdfast/services/live/hub-connections";
import { lookPort } from "@holdfast/services/live/look-port";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { programPath } from "@holdfast/testkit/testbed/program-paths";
import type { SharedTestbed } from "@holdfast/testkit/testbed/real-setup";
import { sharedCluster, suiteNamespace } from "@holdfast/testkit/testbed/shared-cluster";
import { v4 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubProcess, spawnHub } from "../../test/spawn-hub";

const run = promisify(execFile);
/** Names the global setup that the shared clusters come from, for the compiler. */
export type Testbed = SharedTestbed;
const repository = join(import.meta.dirname, "../../../..");
const SLOW = { timeout: 60_000, interval: 100 };
const clusters = [sharedCluster("prod-hangzhou"), sharedCluster("dr-shanghai")] as const;
const namespace = suiteNamespace("prod-hangzhou");
const db = suiteDatabase();
const home = mkdtempSync(join(tmpdir(), "holdfast-beside-"));
let me: ServiceContext;
let hubs: HubProcess[];
let kubeconfig: string;

interface Kubeconfig {
  readonly clusters: object[];
  readonly users: { readonly name: string }[];
  readonly contexts: { readonly name: string; readonly context: { readonly user: string } }[];
}

/** One kubeconfig of several, as kubectl prints each; both users have one name, and are two people. */
async function merged(paths: readonly string[]): Promise<string> {
  const args = (path: string) => ["--kubeconfig", path, "config", "view", "--raw", "--flatten", "-o", "json"];
  const parts = await Promise.all(
    paths.map(async (path, at) => {
      const one = JSON.parse((await run(programPath("kube", "kubectl"), args(path))).stdout) as Kubeconfig;
      return {
        clusters: one.clusters,
        users: one.users.map((user) => ({ ...user, name: `${user.name}-${at}` })),
        contexts: one.contexts.map((each) => ({ ...each, context: { ...each.context, user: `${each.context.user}-${at}` } })),
      };
    }),
  );
  return JSON.stringify({
    clusters: parts.flatMap((part) => part.clusters),
    users: parts.flatMap((part) => part.users),
    contexts: parts.flatMap((part) => part.contexts),
  });
}

beforeAll(async () => {
  me = theSystem(db);
  await run(process.execPath, ["build.mjs"], { cwd: join(repository, "packages", "agent") });
  const ports = await freePorts(6);
  const start = (hubId: string, first: number) =>
    spawnHub({
      ...{ hubId, databaseUrl: db.url, dataFolder: home, env: { HOLDFAST_IMPORT_LOOPBACK: "true" } },
      ports: ports.slice(first, first + 3) as [number, number, number],
    });
  hubs = [await start("one", 0), await start("two", 3)];
  kubeconfig = await merged(clusters.map(({ kubeconfigPath }) => kubeconfigPath));
});
afterAll(async () => {
  for (const hub of hubs ?? []) hub.signal("SIGKILL");
  await Promise.all((hubs ?? []).map(({ ended }) => ended));
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
});

const settings = (): ImportSettings => ({ sealingKeyPem: readPublicInstallation(home).sealingKeyPem ?? null, isLoopbackAllowed: true });
const idOf = async (name: string) => (await db.prisma.cluster.findUniqueOrThrow({ where: { name } })).id as ClusterId;
const detail = async (name: string) => agentDetail(me, await idOf(name), "holdfast.test");
const names: string[] = [];
const states = () => Promise.all(names.map(async (name) => (await detail(name)).cluster.link.state));

describe("a kubeconfig with two contexts of real API servers", { timeout: 150_000 }, () => {
  it("is looked at: who each of them is, and that an administrator lacks nothing", async () => {
    const look = lookPort(db, hubConnections(consoleCredentials(home, "holdfast.test")));
    const { contexts } = await readContexts(me, settings(), kubeconfig);
    expect(contexts.map(({ refusals, credentialKind }) => [refusals, credentialKind])).toEqual([
      [[], "clientCertificate"],
      [[], "clientCertificate"],
    ]);
    names.push(...contexts.map(({ name }) => name));
    const found = await Promise.all(contexts.map(({ context }) => probeContext(me, settings(), look, { kubeconfig, context })));
    for (const each of found) expect(each).toMatchObject({ isReachable: true, missing: [], managedAs: null });
    expect(new Set(found.map((each) => each.isReachable && each.clusterUid)).size).toBe(2);
  });

  it("becomes two connected clusters with their inventory, and what changes there is seen", async () => {
    const { contexts } = await readContexts(me, settings(), kubeconfig);
    const wanted = contexts.map(({ context, name }) => ({
      context,
      cluster: { name, environment: "test" as const, region: "cn", labels: {} },
    }));
    await startImport(me, settings(), { importId: uuid(), kubeconfig, clusters: wanted });
    await expect.poll(states, SLOW).toEqual(["connected", "connected"]);
    const prod = await idOf(names.find((name) => name.includes("prod")) ?? "");
    const seen = (plural: string, name: string) => db.prisma.inventoryObject.count({ where: { clusterId: prod, resource: plural, name } });
    await expect.poll(() => seen("nodes", "node-0"), SLOW).toBe(1);
    const service = { metadata: { name: "seen" }, spec: { ports: [{ port: 80 }] } };
    expect((await clusters[0].request("POST", `/api/v1/namespaces/${namespace}/services`, service)).status).toBe(201);
    await expect.poll(() => seen("services", "seen"), SLOW).toBe(1);
  });

  it("stays connected when the hub that runs the agents is killed: the other one takes them over, as who they were", async () => {
    const name = names[0] ?? "";
    const before = await detail(name);
    const dead = hubs.find(({ hubId }) => hubId === before.hosted?.hubId);
    expect(dead).toBeDefined();
    dead?.signal("SIGKILL");
    await dead?.ended;
    await expect.poll(async () => (await detail(name)).hosted?.hubId, SLOW).not.toBe(dead?.hubId);
    await expect.poll(states, SLOW).toEqual(["connected", "connected"]);
    const after = await detail(name);
    expect(after.hosted?.state).toBe("running");
    expect(after.identity?.keyFingerprint).toBe(before.identity?.keyFingerprint);
    expect(after.identity?.enrolledAt).toEqual(before.identity?.enrolledAt);
    // The hub is gone, and so is the agent that it ran: each cluster has one agent, never two.
    const agents = async () =>
      (await run("ps", ["-eo", "args"])).stdout.split("\n").filter((line) => line.includes("--given") && line.includes(home));
    await expect.poll(async () => (await agents()).length, SLOW).toBe(2);
  });
});
