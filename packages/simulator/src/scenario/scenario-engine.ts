// Makes scenarios happen and end. It owns what is broken: clusters are switched by the difference between what is and what
// the active scenarios add up to, so that overlapping ones end in any order and leave nothing behind.
import { FaultBoard } from "./fault-board";
import { type ActiveScenario, clusterOf, type ScenarioFile, type ScenarioRequest } from "./scenario";
import { StateVersion } from "./state-version";

/** What a scenario can do to one cluster. Its controllers do the rest. */
export interface ClusterSwitches {
  readonly name: string;
  nodeNames(): readonly string[];
  setApiReachable(isReachable: boolean): void;
  setNodeReachable(node: string, isReachable: boolean): void;
  /** Changes a policy that was pushed; null when none was. */
  editPolicy?(): string | null;
}

/** A request that cannot be fulfilled here; the message names the remedy. */
export class ScenarioRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ScenarioRefusal";
  }
}

/** How one cluster stands. */
export interface ClusterState {
  readonly name: string;
  readonly isReachable: boolean;
  readonly lostNodes: readonly string[];
}

/** What the fleet's operators of the demo need to know at once. */
export interface SimulationState {
  readonly version: number;
  readonly clusters: readonly ClusterState[];
  readonly scenarios: readonly ActiveScenario[];
}

/** More at once than this is a mistake of the caller. */
const MOST_SCENARIOS = 50;

/** The scenarios of one simulation. */
export class ScenarioEngine {
  readonly faults = new FaultBoard();
  private readonly version = new StateVersion();
  private readonly clusters: readonly ClusterSwitches[];
  private active: readonly ActiveScenario[] = [];
  private timeline: { atMs: number; request: ScenarioRequest }[] = [];
  private readonly down = new Map<string, { api: boolean; nodes: Set<string> }>();
  private count = 0;
  private nowMs: number;

  constructor(clusters: readonly ClusterSwitches[], nowMs: number) {
    this.clusters = clusters;
    this.nowMs = nowMs;
    for (const { name } of clusters) this.down.set(name, { api: false, nodes: new Set() });
  }

  /** Puts the steps of a file on the timeline, counted from now. Throws a `ScenarioRefusal` for clusters that are not there. */
  schedule({ spec }: ScenarioFile): void {
    for (const { scenario } of spec.steps) this.requireCluster(scenario);
    const steps = spec.steps.map(({ afterSeconds, scenario }) => ({ atMs: this.nowMs + afterSeconds * 1_000, request: scenario }));
    this.timeline = [...this.timeline, ...steps].sort((a, b) => a.atMs - b.atMs);
  }

  /** Makes a scenario happen now. Throws a `ScenarioRefusal`. */
  start(request: ScenarioRequest): ActiveScenario {
    const cluster = this.requireCluster(request);
    if (this.active.length >= MOST_SCENARIOS) throw new ScenarioRefusal(`${MOST_SCENARIOS} scenarios are active; stop one first`);
    const scenario: ActiveScenario = {
      id: `${request.name}-${++this.count}`,
      request,
      startedAtMs: this.nowMs,
      endsAtMs: request.durationSeconds === undefined ? null : this.nowMs + request.durationSeconds * 1_000,
      nodes: this.nodesOf(request),
    };
    if (request.name === "policy-edit") {
      if (!cluster?.editPolicy?.()) throw new ScenarioRefusal(`no policy was pushed to ${request.cluster} yet; push one first`);
      return { ...scenario, endsAtMs: this.nowMs };
    }
    this.become([...this.active, scenario]);
    return scenario;
  }

  /** Ends a scenario; false when it is not active. */
  stop(id: string): boolean {
    const left = this.active.filter((each) => each.id !== id);
    if (left.length === this.active.length) return false;
    this.become(left);
    return true;
  }

  /** Lets time pass: starts what is due, ends what has lasted. */
  advance(nowMs: number): void {
    this.nowMs = nowMs;
    while (this.timeline[0] && this.timeline[0].atMs <= nowMs) {
      const due = this.timeline.shift();
      if (due) this.start(due.request);
    }
    const left = this.active.filter(({ endsAtMs }) => endsAtMs === null || endsAtMs > nowMs);
    if (left.length < this.active.length) this.become(left);
  }

  get state(): SimulationState {
    const clusters = this.clusters.map(({ name }) => {
      const down = this.down.get(name);
      return { name, isReachable: !down?.api, lostNodes: [...(down?.nodes ?? [])] };
    });
    return { version: this.version.current, clusters, scenarios: this.active };
  }

  /** Resolves with the state as soon as it is newer than `version`, and at the latest after `timeoutMs`. */
  async changedAfter(version: number, timeoutMs: number, signal?: AbortSignal): Promise<SimulationState> {
    await this.version.after(version, timeoutMs, signal);
    return this.state;
  }

  private requireCluster(request: ScenarioRequest): ClusterSwitches | undefined {
    const name = clusterOf(request);
    if (name === undefined) return undefined;
    const cluster = this.clusters.find((each) => each.name === name);
    if (cluster) return cluster;
    throw new ScenarioRefusal(`there is no cluster ${name}; known are ${this.clusters.map((each) => each.name).join(", ")}`);
  }

  private nodesOf(request: ScenarioRequest): readonly string[] {
    if (request.name !== "node-loss") return [];
    const known = this.requireCluster(request)?.nodeNames() ?? [];
    const { nodes, count = 0 } = request.parameters;
    const missing = nodes?.find((node) => !known.includes(node));
    if (missing !== undefined) throw new ScenarioRefusal(`there is no node ${missing} in ${request.cluster}`);
    if (count > known.length) throw new ScenarioRefusal(`${request.cluster} has only ${known.length} nodes`);
    // Workers come last in the order of names of most fleets; control planes should be the last to go.
    return nodes ?? known.toSorted().slice(-count);
  }

  private become(active: readonly ActiveScenario[]): void {
    this.active = active;
    this.faults.show(active);
    for (const cluster of this.clusters) this.switchTo(cluster);
    this.version.raise();
  }

  /** Switches a cluster from what is down to what should be: nodes before the API on the way up, so that nothing is evicted in between. */
  private switchTo(cluster: ClusterSwitches): void {
    const down = this.down.get(cluster.name) ?? { api: false, nodes: new Set<string>() };
    const isLost = this.faults.isLost(cluster.name);
    const lost = new Set(isLost ? cluster.nodeNames() : this.faults.lostNodes(cluster.name));
    if (isLost && !down.api) cluster.setApiReachable(false);
    for (const node of lost) if (!down.nodes.has(node)) cluster.setNodeReachable(node, false);
    for (const node of down.nodes) if (!lost.has(node)) cluster.setNodeReachable(node, true);
    if (!isLost && down.api) cluster.setApiReachable(true);
    this.down.set(cluster.name, { api: isLost, nodes: lost });
  }
}
