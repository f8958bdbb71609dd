import { randomBytes } from "node:crypto";
import type { Log } from "@holdfast/contracts/log-fields";
import { stringify } from "yaml";
import { type MetricSource, noMetrics } from "./controllers/autoscaler/metric-source";
import { realTimings, type Timings } from "./controllers/cluster-world";
import type { SimulationClock } from "./controllers/simulation-clock";
import { SimulationLoop } from "./controllers/simulation-loop";
import { DataPlane } from "./data/data-plane";
import { fillCluster } from "./fleet/fill-cluster";
import type { Fleet } from "./fleet/fleet-spec";
import { allRules, type TokenIdentity } from "./kube/http/access";
import { type KubeApiServer, startApiServer } from "./kube/http/api-server";
import type { ServedCluster } from "./kube/http/served-cluster";
import { type LogSource, silentLogs } from "./kube/log-source";
import { createSimulatedCluster, type SimulatedCluster } from "./simulated-cluster";
import { noiseOf } from "./traffic/noise";

/** What a simulation is made of. Given the same fleet, clock and seed, it does the same again. */
export interface SimulationOptions {
  readonly fleet: Fleet;
  readonly clock: SimulationClock;
  /** The fleet's own seed, unless another is given. */
  readonly seed?: number;
  readonly timings?: Partial<Timings>;
  readonly logSource?: LogSource;
  readonly metrics?: MetricSource;
  /** What the fleet's databases hold; of its own unless traffic is to write to them. */
  readonly data?: DataPlane;
  readonly log?: Log;
}

/** Clusters that live: their objects, their controllers, and the API by which they are reached. */
export interface Simulation {
  readonly clusters: ReadonlyMap<string, SimulatedCluster>;
  /** Serves the API of every cluster on one port of loopback; 0 lets the system choose. */
  listen(port: number): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** A kubeconfig, as YAML, for an identity of its own; an administrator unless another is given. Needs `listen` first. */
  kubeconfig(cluster: string, identity?: TokenIdentity): string;
  /** Lets the simulation's time run with the real one. */
  start(): void;
  stop(): void;
  /** Lets time pass by hand, and all that falls due in it happen. */
  tick(ms: number): void;
}

const STEP_MS = 100;
const ADMINISTRATOR: TokenIdentity = { user: "kubernetes-admin", rules: allRules };
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

class LiveSimulation implements Simulation {
  readonly clusters = new Map<string, SimulatedCluster>();
  private readonly loop: SimulationLoop;
  private readonly tokens = new Map<string, Map<string, TokenIdentity>>();
  private readonly log: Log;
  private server: KubeApiServer | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isWorkPending = false;

  constructor(options: SimulationOptions) {
    const { fleet, clock, seed = fleet.seed, timings, metrics = noMetrics, logSource = silentLogs, log = quiet } = options;
    const { data = new DataPlane(fleet.clusters, noiseOf(seed)) } = options;
    this.log = log;
    this.loop = new SimulationLoop(clock);
    for (const cluster of fleet.clusters) {
      const tokens = new Map<string, TokenIdentity>();
      this.tokens.set(cluster.name, tokens);
      const made = createSimulatedCluster({
        ...{ name: cluster.name, clock, loop: this.loop, seed, tokens, metrics, postgres: data.postgres, logs: logSource, log },
        ...{ timings: { ...realTimings, ...timings }, hasControllers: cluster.hasControllers ?? true, historyLimit: cluster.historyLimit },
        fill: (api) => fillCluster(api, cluster),
        cutConnections: (name) => this.server?.cutConnections(name),
      });
      this.clusters.set(cluster.name, made);
    }
  }

  async listen(port: number): Promise<{ url: string; close(): Promise<void> }> {
    const served = new Map<string, ServedCluster>([...this.clusters].map(([name, cluster]) => [name, cluster.served]));
    const server = await startApiServer(served, port, this.log);
    this.server = server;
    return { url: server.url, close: () => server.close() };
  }

  kubeconfig(cluster: string, identity = ADMINISTRATOR): string {
    const tokens = this.tokens.get(cluster);
    if (!tokens || !this.server) throw new Error(tokens ? "the simulation does not listen yet" : `there is no cluster ${cluster}`);
    const token = randomBytes(24).toString("base64url");
    tokens.set(token, identity);
    return stringify({
      ...{ apiVersion: "v1", kind: "Config", "current-context": cluster },
      clusters: [{ name: cluster, cluster: { server: `${this.server.url}/clusters/${cluster}` } }],
      users: [{ name: identity.user, user: { token } }],
      contexts: [{ name: cluster, context: { cluster, user: identity.user } }],
    });
  }

  start(): void {
    if (this.timer) return;
    let last = performance.now();
    this.loop.onWork = () => this.workSoon();
    this.timer = setInterval(() => {
      const now = performance.now();
      this.loop.pass(now - last);
      last = now;
      this.workSoon();
    }, STEP_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.loop.onWork = () => undefined;
  }

  tick(ms: number): void {
    this.loop.tick(ms);
  }

  /** Works in slices between requests, for as long as there is work. */
  private workSoon(): void {
    if (this.isWorkPending) return;
    this.isWorkPending = true;
    setImmediate(() => {
      this.isWorkPending = false;
      if (this.timer && !this.loop.workSlice()) this.workSoon();
    });
  }
}

/** Makes the clusters of a fleet. Time stands still until `start` or `tick`. */
export const createSimulation = (options: SimulationOptions): Simulation => new LiveSimulation(options);
