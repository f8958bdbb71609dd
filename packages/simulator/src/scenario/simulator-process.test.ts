import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";

const folder = mkdtempSync(join(tmpdir(), "holdfast-simulator-test-"));
const program = join(folder, "simulator.js");
const TOKEN = "the-token-of-this-test";
const children: ChildProcess[] = [];

interface Published {
  readonly name: string;
  readonly environment: string;
  readonly kubeconfig: string;
  readonly prometheus: string;
  readonly loki: string;
  readonly jaeger: string;
  readonly probeOrigin: string;
  readonly vault: { readonly url: string; readonly tokenFile: string } | null;
}

/** A fleet of somebody's own: two clusters of one node, and nothing on them. */
const SMALL_FLEET = `
apiVersion: simulation.holdfast.dev/v1alpha1
kind: Fleet
spec:
  manifests: []
  clusters:
    - { name: one, environment: production, region: here, nodes: { count: 1, cpu: "4", memory: 8Gi, zones: [a] } }
    - { name: two, environment: dr, region: there, nodes: { count: 1, cpu: "4", memory: 8Gi, zones: [b] } }
`;

/** A start of the bundled program: what it said, and when it ended. */
function start(data: string, ...args: string[]) {
  const child = spawn(process.execPath, [program, "--data", data, ...args], {
    env: { PATH: process.env.PATH, HOLDFAST_SIMULATOR_CONTROL_TOKEN: TOKEN },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  let errors = "";
  child.stdout?.on("data", (piece: Buffer) => (output += piece));
  child.stderr?.on("data", (piece: Buffer) => (errors += piece));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = async (): Promise<{ origin: string; clusters: Published[] }> => {
    const line = await vi.waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(`it ended: ${errors}`);
        const found = output.split("\n").find((each) => each.includes('"ready":true'));
        expect(found).toBeDefined();
        return found as string;
      },
      { timeout: 50_000, interval: 50 },
    );
    const { origin } = JSON.parse(line) as { origin: string };
    return { origin, clusters: JSON.parse(readFileSync(join(data, "clusters.json"), "utf8")) as Published[] };
  };
  return { child, ended, ready, errors: () => errors };
}

/** Asks a cluster's Kubernetes API by its kubeconfig. */
async function kube(cluster: Published, path: string, init: RequestInit = {}): Promise<Response> {
  const config = parse(readFileSync(cluster.kubeconfig, "utf8")) as {
    clusters: [{ cluster: { server: string } }];
    users: [{ user: { token: string } }];
  };
  const headers = { authorization: `Bearer ${config.users[0].user.token}`, "content-type": "application/merge-patch+json" };
  return fetch(`${config.clusters[0].cluster.server}${path}`, { ...init, headers });
}

async function value({ prometheus }: Published, query: string): Promise<number> {
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1]);
}

const named = (clusters: readonly Published[], name: string): Published => clusters.find((each) => each.name === name) as Published;

beforeAll(async () => {
  const { bundle } = (await import(new URL("../../build.mjs", import.meta.url).href)) as { bundle(outfile: string): Promise<void> };
  await bundle(program);
}, 60_000);

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("the simulator as a program", () => {
  // Its start is what costs: the cases that do not end it share one.
  let shared: ReturnType<typeof start>;
  beforeAll(() => {
    shared = start(join(folder, "one"), "--port", "0");
  });

  it("publishes clusters that answer: Kubernetes, metrics, logs, traces and probes, two hours deep", async () => {
    const { clusters, origin } = await shared.ready();
    expect(clusters.map(({ name, environment }) => [name, environment])).toEqual([
      ["prod-hangzhou", "production"],
      ["dr-shanghai", "dr"],
      ["test", "test"],
    ]);
    for (const cluster of clusters) {
      expect(statSync(cluster.kubeconfig).mode & 0o777).toBe(0o600);
      expect((await kube(cluster, "/version")).status).toBe(200);
      expect(await value(cluster, 'count_over_time(up{job="prometheus"}[119m])')).toBeGreaterThan(1_400);
      expect(((await (await fetch(`${cluster.loki}/loki/api/v1/labels`)).json()) as { data: string[] }).data).toContain("namespace");
      expect((await fetch(`${cluster.jaeger}/api/services`)).status).toBe(200);
    }
    const prod = named(clusters, "prod-hangzhou");
    expect(
      await value(prod, 'sum(rate(istio_requests_total{reporter="destination",destination_service_name="bank-core-service"}[1m]))'),
    ).toBeGreaterThan(1_000);
    expect((await fetch(`${prod.probeOrigin}/apps/prod-hangzhou/bank-core-service/`)).status).toBe(200);
    expect((await fetch(`${origin}/control/state`)).status).toBe(401);
  }, 60_000);

  it("loses a region when told to, and a failover over the Kubernetes API of the other brings the service back", async () => {
    const { clusters, origin } = await shared.ready();
    const [prod, dr] = [named(clusters, "prod-hangzhou"), named(clusters, "dr-shanghai")];
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const outage = JSON.stringify({ name: "region-outage", cluster: "prod-hangzhou" });
    expect((await fetch(`${origin}/control/scenarios`, { method: "POST", headers, body: outage })).status).toBe(201);
    await expect(fetch(`${prod.prometheus}/api/v1/query?query=up`)).rejects.toThrow("fetch failed");
    await expect(kube(prod, "/version")).rejects.toThrow("fetch failed");

    const core = 'reporter="source",destination_service_name="bank-core-service"';
    const errors = `(sum(rate(istio_requests_total{${core},response_code=~"5.."}[10s])) or vector(0)) / sum(rate(istio_requests_total{${core}}[10s]))`;
    await vi.waitFor(async () => expect(await value(dr, errors)).toBeGreaterThan(0.9), { timeout: 40_000, interval: 500 });

    const scale = JSON.stringify({ spec: { replicas: 10 } });
    expect(
      (await kube(dr, "/apis/apps/v1/namespaces/bank/deployments/bank-core-service/scale", { method: "PATCH", body: scale })).status,
    ).toBe(200);
    const path = "/apis/networking.istio.io/v1/namespaces/bank/virtualservices/bank-core";
    const service = (await (await kube(dr, path)).json()) as {
      spec: { http: { route: { destination: { host: string }; weight: number }[] }[] };
    };
    for (const route of service.spec.http[0]?.route ?? []) route.weight = route.destination.host.includes("dr-shanghai") ? 100 : 0;
    expect((await kube(dr, path, { method: "PATCH", body: JSON.stringify({ spec: service.spec }) })).status).toBe(200);
    // The reads are answered; each write is refused until the database here is promoted.
    await vi.waitFor(async () => expect(await value(dr, errors)).toBeLessThan(0.4), { timeout: 60_000, interval: 500 });
    // Which share of the requests are writes is drawn anew every moment: far more than none, which is what a promotion leaves.
    expect(await value(dr, errors)).toBeGreaterThan(0.1);
    const promotion = JSON.stringify({ spec: { replica: { primary: "bank-db-dr-shanghai" } } });
    const database = "/apis/postgresql.cnpg.io/v1/namespaces/bank/clusters/bank-db";
    expect((await kube(dr, database, { method: "PATCH", body: promotion })).status).toBe(200);
    await vi.waitFor(async () => expect(await value(dr, errors)).toBeLessThan(0.01), { timeout: 60_000, interval: 500 });
    const standby = dr.vault?.url ?? "";
    const vault = async (path: string, init: RequestInit = {}) => fetch(`${standby}/v1/sys/replication/dr/${path}`, init);
    expect(await (await vault("status")).json()).toMatchObject({
      data: { mode: "secondary", primaries: [{ connection_status: "disconnected" }] },
    });
    const promote = (token: string) => vault("secondary/promote", { method: "POST", body: JSON.stringify({ dr_operation_token: token }) });
    expect((await promote("a guess")).status).toBe(400);
    expect((await promote(readFileSync(dr.vault?.tokenFile ?? "", "utf8").trim())).status).toBe(200);
    expect(await (await vault("status")).json()).toMatchObject({ data: { mode: "primary" } });
  }, 180_000);

  it("ends within two seconds of a SIGTERM, and shows agents the same clusters when it comes back", async () => {
    const uidsOf = async (clusters: readonly Published[]) =>
      Promise.all(
        clusters.map(
          async (cluster) =>
            ((await (await kube(cluster, "/api/v1/namespaces/kube-system")).json()) as { metadata: { uid: string } }).metadata.uid,
        ),
      );
    const fleet = join(folder, "fleet.yaml");
    writeFileSync(fleet, SMALL_FLEET);
    const again = () => start(join(folder, "three"), "--port", "0", "--seed", "5", "--fleet", fleet);
    const first = again();
    const before = await uidsOf((await first.ready()).clusters);
    expect(new Set(before).size).toBe(2);
    const begun = performance.now();
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await uidsOf((await again().ready()).clusters)).toEqual(before);
  }, 60_000);

  it.each([
    ["a port that is none", ["--port", "99999"], /--port must be a whole number from 0 to 65535/],
    ["a scenario file that is not there", ["--port", "0", "--scenario", "nowhere.yaml"], /scenario file nowhere\.yaml can't be read/],
    ["a scenario file that is none", ["--port", "0", "--scenario", program], /scenario file .* not valid YAML|can't be used/],
    ["a fleet file that is not there", ["--port", "0", "--fleet", "nowhere.yaml"], /nowhere\.yaml/],
    ["an option that it does not know", ["--port", "0", "--verbose"], /verbose/],
  ])(
    "says what to do about %s, and ends with 1",
    async (_what, args, message) => {
      const { ended, errors } = start(join(folder, "four"), ...args);
      expect(await ended).toBe(1);
      expect(errors()).toMatch(message);
      expect(errors()).not.toContain("    at ");
    },
    20_000,
  );

  it("says what to do about a port that is in use, and ends with 1", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { ended, errors } = start(join(folder, "four"), "--port", String((other.address() as AddressInfo).port));
    expect(await ended).toBe(1);
    other.close();
    expect(errors()).toMatch(/Port \d+ .*in use.*--port/);
    expect(errors()).not.toContain("    at ");
  }, 20_000);

  it("says what to do about a data folder that it may not write", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const { ended, errors } = start(file, "--port", "0");
    expect(await ended).toBe(1);
    expect(errors()).toMatch(/can't be written.*--data/);
  });
});
