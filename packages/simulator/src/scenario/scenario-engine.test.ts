import { describe, expect, it } from "vitest";
import { parseScenarioFile } from "./read-scenario-file";
import type { ScenarioRequest } from "./scenario";
import { type ClusterSwitches, ScenarioEngine, ScenarioRefusal } from "./scenario-engine";

const START_MS = 1_000_000;

/** A cluster that remembers how it was switched. */
function cluster(name: string, nodes = ["cp-0", "worker-0", "worker-1"]) {
  const switched: string[] = [];
  const switches: ClusterSwitches = {
    name,
    nodeNames: () => nodes,
    setApiReachable: (isReachable) => switched.push(`api ${isReachable}`),
    setNodeReachable: (node, isReachable) => switched.push(`${node} ${isReachable}`),
  };
  return { switched, switches };
}

function engineOver(...clusters: ReturnType<typeof cluster>[]) {
  return new ScenarioEngine(
    clusters.map(({ switches }) => switches),
    START_MS,
  );
}

describe("a region outage", () => {
  it("cuts the API and every node, and gives all back when it ends", () => {
    const prod = cluster("prod");
    const engine = engineOver(prod, cluster("dr"));
    const { id } = engine.start({ name: "region-outage", cluster: "prod", parameters: {} });
    expect(prod.switched).toEqual(["api false", "cp-0 false", "worker-0 false", "worker-1 false"]);
    expect(engine.faults.isLost("prod")).toBe(true);
    expect(engine.faults.isLost("dr")).toBe(false);
    expect(engine.state.clusters[0]).toEqual({ name: "prod", isReachable: false, lostNodes: ["cp-0", "worker-0", "worker-1"] });
    prod.switched.length = 0;

    expect(engine.stop(id)).toBe(true);
    expect(prod.switched).toEqual(["cp-0 true", "worker-0 true", "worker-1 true", "api true"]);
    expect(engine.state).toMatchObject({ scenarios: [], clusters: [{ isReachable: true, lostNodes: [] }, {}] });
    expect(engine.stop(id)).toBe(false);
  });

  it("that overlaps with a lost node leaves that node lost, whichever ends first", () => {
    const prod = cluster("prod");
    const engine = engineOver(prod);
    const outage = engine.start({ name: "region-outage", cluster: "prod", parameters: {} });
    engine.start({ name: "node-loss", cluster: "prod", parameters: { nodes: ["worker-0"] } });
    prod.switched.length = 0;
    engine.stop(outage.id);
    expect(prod.switched).toEqual(["cp-0 true", "worker-1 true", "api true"]);
    expect(engine.state.clusters[0]).toEqual({ name: "prod", isReachable: true, lostNodes: ["worker-0"] });
  });
});

describe("what scenarios break", () => {
  it("adds up, and is whole again when they end", () => {
    const engine = engineOver(cluster("prod"), cluster("dr"));
    const ids = [
      engine.start({ name: "latency-injection", cluster: "prod", parameters: { service: "core", addedMs: 100 } }),
      engine.start({ name: "latency-injection", cluster: "prod", parameters: { service: "core", addedMs: 50 } }),
      engine.start({ name: "error-injection", cluster: "prod", parameters: { service: "core", share: 0.5 } }),
      engine.start({ name: "error-injection", cluster: "prod", parameters: { service: "core", share: 0.5 } }),
      engine.start({ name: "replication-lag", cluster: "dr", parameters: { seconds: 30 } }),
      engine.start({ name: "load-spike", parameters: { application: "bank-core", factor: 3 } }),
    ].map(({ id }) => id);
    const { faults } = engine;
    expect(faults.addedLatencyMs("prod", "core")).toBe(150);
    expect(faults.addedLatencyMs("dr", "core")).toBe(0);
    expect(faults.errorShare("prod", "core")).toBe(0.75);
    expect(faults.errorShare("prod", "other")).toBe(0);
    expect(faults.replicationLagSeconds("dr")).toBe(30);
    expect(faults.loadFactor("bank-core")).toBe(3);
    for (const id of ids) engine.stop(id);
    expect([faults.addedLatencyMs("prod", "core"), faults.errorShare("prod", "core"), faults.replicationLagSeconds("dr")]).toEqual([
      0, 0, 0,
    ]);
    expect(faults.loadFactor("bank-core")).toBe(1);
  });

  it("takes the last nodes by name when only told how many", () => {
    const prod = cluster("prod");
    const engine = engineOver(prod);
    expect(engine.start({ name: "node-loss", cluster: "prod", parameters: { count: 2 } }).nodes).toEqual(["worker-0", "worker-1"]);
    expect([...engine.faults.lostNodes("prod")]).toEqual(["worker-0", "worker-1"]);
  });

  it.each<[ScenarioRequest, string]>([
    [{ name: "region-outage", cluster: "nowhere", parameters: {} }, "there is no cluster nowhere; known are prod"],
    [{ name: "node-loss", cluster: "prod", parameters: { nodes: ["x"] } }, "there is no node x in prod"],
    [{ name: "node-loss", cluster: "prod", parameters: { count: 9 } }, "prod has only 3 nodes"],
  ])("is refused where it cannot be: %j", (request, message) => {
    const engine = engineOver(cluster("prod"));
    expect(() => engine.start(request)).toThrow(new ScenarioRefusal(message));
    expect(engine.state.scenarios).toEqual([]);
  });
});

describe("time", () => {
  it("ends a scenario that has lasted as long as it should", () => {
    const prod = cluster("prod");
    const engine = engineOver(prod);
    engine.start({ name: "region-outage", cluster: "prod", durationSeconds: 30, parameters: {} });
    engine.advance(START_MS + 29_999);
    expect(engine.faults.isLost("prod")).toBe(true);
    engine.advance(START_MS + 30_000);
    expect(engine.faults.isLost("prod")).toBe(false);
    expect(prod.switched.at(-1)).toBe("api true");
  });

  it("starts the steps of a file when they are due", () => {
    const engine = engineOver(cluster("prod"), cluster("dr"));
    const text = `
apiVersion: simulation.holdfast.dev/v1alpha1
kind: Scenario
metadata: { name: drill }
spec:
  steps:
    - afterSeconds: 60
      scenario: { name: region-outage, cluster: prod, durationSeconds: 120 }
    - afterSeconds: 10
      scenario: { name: load-spike, parameters: { application: bank-core, factor: 2 } }
`;
    engine.schedule(parseScenarioFile(text, "drill.yaml"));
    expect(engine.state.scenarios).toEqual([]);
    engine.advance(START_MS + 10_000);
    expect(engine.state.scenarios.map(({ request }) => request.name)).toEqual(["load-spike"]);
    engine.advance(START_MS + 60_000);
    expect(engine.faults.isLost("prod")).toBe(true);
    engine.advance(START_MS + 180_000);
    expect(engine.faults.isLost("prod")).toBe(false);
  });

  it("wakes those who wait for a change, at once and only then", async () => {
    const engine = engineOver(cluster("prod"));
    const { version } = engine.state;
    const waiting = engine.changedAfter(version, 60_000);
    engine.start({ name: "region-outage", cluster: "prod", parameters: {} });
    expect((await waiting).clusters[0]?.isReachable).toBe(false);
    expect((await engine.changedAfter(version, 60_000)).version).toBe(version + 1);
    expect((await engine.changedAfter(version + 1, 5)).version).toBe(version + 1);
    const hangUp = new AbortController();
    const abandoned = engine.changedAfter(version + 1, 60_000, hangUp.signal);
    hangUp.abort();
    expect((await abandoned).version).toBe(version + 1);
  });
});

describe("a scenario file", () => {
  it.each([
    ["spec: [", "not valid YAML"],
    ["kind: Scenario", "apiVersion"],
    [
      "apiVersion: simulation.holdfast.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\nspec: {steps: [{afterSeconds: 1, scenario: {name: node-loss, cluster: a, parameters: {}}}]}",
      "give either nodes, by name, or count",
    ],
  ])("that cannot be used is refused with the field: %j", (text, message) => {
    expect(() => parseScenarioFile(text, "f.yaml")).toThrow(message);
  });
});

describe("somebody who edits a policy", () => {
  it("changes it once and leaves nothing on the board, and is refused where none was pushed", () => {
    const prod = cluster("prod");
    const edits: (string | null)[] = [null, "no-latest"];
    const engine = new ScenarioEngine([{ ...prod.switches, editPolicy: () => edits.shift() ?? null }], START_MS);
    const request: ScenarioRequest = { name: "policy-edit", cluster: "prod", parameters: {} };
    expect(() => engine.start(request)).toThrow(ScenarioRefusal);
    expect(engine.start(request)).toMatchObject({ endsAtMs: START_MS });
    expect(engine.state.scenarios).toEqual([]);
    expect(edits).toEqual([]);
  });
});
