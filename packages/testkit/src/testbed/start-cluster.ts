// Starts a real Kubernetes control plane on loopback: etcd, API server, controller manager, scheduler, and kwok in the
// place of kubelets. It owns the processes and their folder; nothing of it is left after `stop` or after the owner's death.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { adminRequest, type ClusterAccess, type KubeRequest } from "./cluster-access";
import { writeClusterFiles } from "./cluster-files";
import { createNodes, waitForDefaultAccount, waitForNodes } from "./cluster-nodes";
import { COMPONENTS, type Component, type ControlPlane, componentProgram, nodeTimings } from "./control-plane";
import { freePorts } from "./free-ports";
import { answersOk } from "./probe-http";
import { programPath } from "./program-paths";
import { type Supervisor, supervise } from "./supervise";
import { until } from "./until";

/** What to start. */
export interface ClusterOptions {
  readonly name: string;
  /** Nodes that kwok plays; 3 unless said. Not used with `seed`. */
  readonly nodes?: number;
  /** Fills the store before the API server starts: this many nodes, and Deployments of 20 running pods. */
  readonly seed?: { readonly nodes: number; readonly pods: number };
  /** All unless said; etcd and the API server always. */
  readonly components?: readonly Component[];
  /** How soon silent nodes are noticed; `steady` unless said, `scale` with a seed of more than 500 nodes. */
  readonly timing?: keyof typeof nodeTimings;
  /** Further command-line arguments of a component. */
  readonly extraArguments?: Partial<Record<Component, readonly string[]>>;
}

/** A running control plane. */
export interface TestCluster extends ClusterAccess {
  readonly request: KubeRequest;
  readonly folder: string;
  /** The id of the process group that everything of this cluster belongs to. */
  readonly groupId: number;
  isRunning(component: Component): boolean;
  /** Stops a component's clock (SIGSTOP): connections stay open and nothing answers. */
  pause(component: Component): Promise<void>;
  resume(component: Component): Promise<void>;
  /** Ends a component as a power cut would (SIGKILL). */
  kill(component: Component): Promise<void>;
  /** Kills a component if it runs, starts it on the same data, and resolves when it is ready again. */
  restart(component: Component): Promise<void>;
  /** Ends all, in order, and removes the folder; with `keepLogs` the logs stay. May be called again. */
  stop(options?: { keepLogs?: boolean }): Promise<void>;
  /** The last lines of every log. */
  logTails(lines?: number): string;
}

const READY_MS = 120_000;
const ATTEMPTS = 3;
const GRACE_MS = 5_000;

/** A cluster that is being started or runs: its processes, and how to ask whether they are ready. */
interface Bed {
  readonly supervisor: Supervisor;
  readonly plane: ControlPlane;
  readonly access: ClusterAccess;
}

function isReady({ plane, access }: Bed, component: Component): Promise<boolean> {
  const at = (scheme: string) => `${scheme}://127.0.0.1:${plane.ports[component]}`;
  if (component === "etcd") return answersOk(`${at("http")}/health`);
  if (component === "apiserver") return adminRequest(access)("GET", "/readyz").then(({ status }) => status === 200);
  return answersOk(`${at("https")}/healthz`, access.caPem);
}

async function launch(bed: Bed, component: Component): Promise<void> {
  const { supervisor, plane, access } = bed;
  await supervisor.start(componentProgram(component, plane));
  await until(`${component} of ${access.name}`, () => isReady(bed, component), {
    timeoutMs: READY_MS,
    isHopeless: () => (supervisor.isRunning(component) ? null : "it ended by itself"),
  });
}

async function seed({ plane }: Bed, { nodes, pods }: NonNullable<ClusterOptions["seed"]>): Promise<void> {
  // Leases that ran out already: kwok takes the nodes over at once instead of waiting for them.
  const flags = [`-etcd=http://127.0.0.1:${plane.ports.etcd}`, `-nodes=${nodes}`, `-pods=${pods}`, "-lease-seconds=1"];
  await promisify(execFile)(plane.path("seed"), flags);
}

async function openBed(options: ClusterOptions): Promise<Bed> {
  const path = (program: string) => programPath("kube", program);
  path("etcd");
  const [etcd = 0, etcdPeer = 0, apiserver = 0, controllerManager = 0, scheduler = 0, kwok = 0] = await freePorts(6);
  const timing = options.timing ?? ((options.seed?.nodes ?? 0) > 500 ? "scale" : "steady");
  const supervisor = supervise(options.name);
  const plane: ControlPlane = {
    folder: supervisor.folder,
    ports: { etcd, etcdPeer, apiserver, controllerManager, scheduler, kwok },
    timing: nodeTimings[timing],
    extraArguments: options.extraArguments ?? {},
    path,
  };
  try {
    return { supervisor, plane, access: await writeClusterFiles(options.name, plane) };
  } catch (cause) {
    await supervisor.close();
    throw cause;
  }
}

async function bringUp(bed: Bed, options: ClusterOptions): Promise<void> {
  const wanted = new Set(options.components ?? COMPONENTS);
  await launch(bed, "etcd");
  if (options.seed) await seed(bed, options.seed);
  await launch(bed, "apiserver");
  const followers = (["controllerManager", "scheduler", "kwok"] as const).filter((component) => wanted.has(component));
  const request = adminRequest(bed.access);
  await Promise.all([
    ...followers.map((component) => launch(bed, component)),
    options.seed ? undefined : createNodes(request, options.name, options.nodes ?? 3),
  ]);
  if (wanted.has("kwok")) await waitForNodes(request, READY_MS);
  if (wanted.has("controllerManager")) await waitForDefaultAccount(request, "default", READY_MS);
}

async function shutDown({ supervisor }: Bed, keepLogs: boolean): Promise<void> {
  if (!supervisor.isKept) {
    await Promise.all(["kwok", "scheduler", "controllerManager"].map((component) => supervisor.stop(component, GRACE_MS)));
    // If etcd went first, the API server would wait for it for minutes.
    await supervisor.stop("apiserver", GRACE_MS);
    await supervisor.stop("etcd", GRACE_MS);
  }
  await supervisor.close({ keepLogs });
}

function handle(bed: Bed): TestCluster {
  const { supervisor, access } = bed;
  let stopped: Promise<void> | undefined;
  return {
    ...access,
    request: adminRequest(access),
    folder: supervisor.folder,
    groupId: supervisor.pid,
    isRunning: supervisor.isRunning,
    pause: (component) => supervisor.signal(component, "SIGSTOP"),
    resume: (component) => supervisor.signal(component, "SIGCONT"),
    kill: (component) => supervisor.stop(component, 0),
    async restart(component) {
      await supervisor.stop(component, 0);
      await launch(bed, component);
    },
    stop({ keepLogs = false } = {}) {
      stopped ??= shutDown(bed, keepLogs);
      return stopped;
    },
    logTails: supervisor.logTails,
  };
}

/**
 * Starts a cluster and resolves when its API server, its controllers and its nodes are ready. Throws with the tail of
 * every log when that takes more than two minutes a component, and leaves only the logs then.
 */
export async function startCluster(options: ClusterOptions): Promise<TestCluster> {
  for (let attempt = 1; ; attempt++) {
    const bed = await openBed(options);
    try {
      await bringUp(bed, options);
      return handle(bed);
    } catch (cause) {
      const tails = bed.supervisor.logTails();
      await bed.supervisor.close({ keepLogs: true });
      // Another process may take a port between the search for it and the start.
      if (attempt < ATTEMPTS && tails.includes("address already in use")) continue;
      throw new Error(
        `The cluster ${options.name} did not start: ${(cause as Error).message}\nLogs in ${bed.supervisor.logFolder}\n${tails}`,
        {
          cause,
        },
      );
    }
  }
}
