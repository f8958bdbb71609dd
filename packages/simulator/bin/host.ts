// Puts the parts together: clusters that live, traffic through them, scenarios that break them, and one port for all. The
// signals follow the wall clock, so that "now" means the same here and to whoever asks.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Log } from "@holdfast/contracts/log-fields";
import { createClock, type SimulationClock } from "../src/controllers/simulation-clock";
import { DataPlane } from "../src/data/data-plane";
import { HandWork } from "../src/data/hand-work";
import { vaultApi } from "../src/data/vault-api";
import type { Fleet } from "../src/fleet/fleet-spec";
import { controlApi } from "../src/scenario/control-api";
import { readScenarioFile } from "../src/scenario/read-scenario-file";
import { ScenarioEngine, ScenarioRefusal } from "../src/scenario/scenario-engine";
import { forwardTo } from "../src/signals/forward";
import { forwardUpgradeTo } from "../src/signals/forward-upgrade";
import { frontDoor } from "../src/signals/front-door";
import { podLogs } from "../src/signals/pod-logs";
import { signalApis } from "../src/signals/signal-apis";
import { createSimulation, type Simulation } from "../src/simulation";
import { demoApplications } from "../src/traffic/application";
import { autoscalerMetrics } from "../src/traffic/autoscaler-metrics";
import { noiseOf } from "../src/traffic/noise";
import { type Site, siteOf } from "../src/traffic/site";
import { TrafficModel } from "../src/traffic/traffic-model";
import { type SimulatorArguments, UsageError } from "./arguments";
import { readFleet } from "./clusters";
import { controlToken, openDataFolder, publishClusters, VAULT_TOKEN, vaultToken, writeKubeconfig } from "./data-folder";

/** A simulator that runs. */
export interface Host {
  readonly origin: string;
  readonly clustersFile: string;
  stop(): void;
}

/** The clusters live through this before they are shown, so that every pod has started. */
const WARM_UP_MS = 120_000;
/** How often the traffic is brought up to date. */
const BEAT_MS = 250;

interface World {
  readonly simulation: Simulation;
  readonly sites: readonly Site[];
  readonly engine: ScenarioEngine;
  readonly model: TrafficModel;
  readonly data: DataPlane;
  readonly crews: HandWork;
}

/** Lets a simulation that starts in the past come up to the present. */
function catchUp(simulation: Simulation, clock: SimulationClock): void {
  for (let behind = Date.now() - clock.now().getTime(); behind > 50; behind = Date.now() - clock.now().getTime()) simulation.tick(behind);
}

function createWorld(fleet: Fleet, clock: SimulationClock, seed: number, log: Log): World {
  const known = new Map<string, Site>();
  let model: TrafficModel | undefined;
  const data = new DataPlane(fleet.clusters, noiseOf(seed));
  const simulation = createSimulation({
    fleet,
    clock,
    seed,
    log,
    data,
    logSource: podLogs((cluster) => known.get(cluster)?.signals.logs),
    metrics: autoscalerMetrics(
      () => model,
      (cluster) => known.get(cluster),
      () => Date.now(),
    ),
  });
  for (const identity of fleet.clusters) {
    const cluster = simulation.clusters.get(identity.name);
    if (cluster) known.set(identity.name, siteOf(identity, cluster.store));
  }
  const sites = [...known.values()];
  catchUp(simulation, clock);
  const engine = new ScenarioEngine([...simulation.clusters.values()], Date.now());
  model = new TrafficModel({ sites, applications: demoApplications, faults: engine.faults, seed, data });
  model.backfill(Date.now());
  const crews = new HandWork([...simulation.clusters.values()], data, (site) => engine.faults.isLost(site));
  return { simulation, sites, engine, model, data, crews };
}

/** Listens before anything is made, so that a port in use is found at once; `serve` says who answers from then on. */
async function openPort(port: number): Promise<{ server: Server; origin: string; serve(listener: RequestListener): void }> {
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end("starting\n");
  const server = createServer((request, response) => listener(request, response));
  // A watch is silent for as long as nothing happens.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === "EADDRINUSE";
      const problem = isTaken
        ? "is in use. Stop what listens there, or choose another with --port."
        : `can't be opened (${cause.code}). Choose another with --port.`;
      reject(new UsageError(`Port ${port} on 127.0.0.1 ${problem}`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    server,
    origin,
    serve(next) {
      listener = next;
    },
  };
}

function publish({ simulation, sites, data }: World, folder: string, origin: string, kubernetes: string): string {
  const published = sites.map(({ name, environment, region }) => {
    const signals = `${origin}/signals/${name}`;
    // Clients come through the one port, not to the server behind it.
    const kubeconfig = simulation.kubeconfig(name).replaceAll(kubernetes, origin);
    return {
      ...{ name, environment, region, labels: { "topology.kubernetes.io/region": region } },
      kubeconfig: writeKubeconfig(folder, name, kubeconfig),
      ...{ prometheus: `${signals}/prometheus`, loki: `${signals}/loki`, jaeger: `${signals}/jaeger`, probeOrigin: origin },
      vault: data.vaults.read(name) ? { url: `${origin}/vaults/${name}`, tokenFile: join(folder, VAULT_TOKEN) } : null,
    };
  });
  return publishClusters(folder, published);
}

function beat({ engine, model, crews }: World): NodeJS.Timeout {
  return setInterval(() => {
    const now = Date.now();
    engine.advance(now);
    model.advance(now);
    crews.look(now);
  }, BEAT_MS);
}

function readScenario(path: string): ReturnType<typeof readScenarioFile> {
  try {
    return readScenarioFile(path);
  } catch (cause) {
    throw new UsageError((cause as Error).message);
  }
}

function schedule(engine: ScenarioEngine, path: string, scenario: ReturnType<typeof readScenarioFile>): void {
  try {
    engine.schedule(scenario);
  } catch (cause) {
    if (cause instanceof ScenarioRefusal) throw new UsageError(`The scenario file ${path} can't be used: ${cause.message}.`);
    throw cause;
  }
}

/** Starts everything and resolves when it can be asked. Throws a `UsageError` for what the caller can mend. */
export async function startHost(args: SimulatorArguments, givenToken: string | undefined, log: Log): Promise<Host> {
  const { dataFolder, port, seed } = args;
  const startAt = new Date(Date.now() - WARM_UP_MS);
  const fleet = readFleet(args.fleetFile, startAt);
  const scenario = args.scenarioFile === null ? null : readScenario(args.scenarioFile);
  // Whoever holds the port may also hold the folder: nothing of theirs is written over.
  const { server, origin, serve } = await openPort(port);
  openDataFolder(dataFolder);
  const world = createWorld(fleet, createClock(startAt), seed, log);
  const { simulation, sites, engine, model, data } = world;
  if (args.scenarioFile !== null && scenario !== null) schedule(engine, args.scenarioFile, scenario);
  const inner = await simulation.listen(0);
  server.on("upgrade", forwardUpgradeTo(Number(new URL(inner.url).port)));
  serve(
    frontDoor({
      signals: new Map(sites.map((site) => [site.name, signalApis(site.signals, () => Date.now())])),
      isReachable: (cluster) => !engine.faults.isLost(cluster),
      probe: (cluster, service) => model.probe(cluster, service),
      vault: vaultApi(data.vaults, vaultToken(dataFolder)),
      control: controlApi(engine, controlToken(dataFolder, givenToken)),
      kubernetes: forwardTo(Number(new URL(inner.url).port)),
      log,
    }),
  );
  simulation.start();
  // Making all this took seconds, which are to be in the charts of whoever asks first.
  model.advance(Date.now());
  const timer = beat(world);
  const clustersFile = publish(world, dataFolder, origin, inner.url);
  return {
    origin,
    clustersFile,
    stop() {
      clearInterval(timer);
      simulation.stop();
      server.close();
      server.closeAllConnections();
      void inner.close();
    },
  };
}
