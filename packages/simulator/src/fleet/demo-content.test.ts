import { readFileSync } from "node:fs";
import { PlanSpec } from "@holdfast/contracts/plan";
import { isParallel, type PlanEntry } from "@holdfast/contracts/plan-entry";
import { CaseSpec } from "@holdfast/contracts/scenario-case";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { demoApplications } from "../traffic/application";
import { type FakeFleet, fakeFleet } from "../traffic/fake-fleet";
import { demoFleet } from "./demo-fleet";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

/** The starter puts the simulator's origin where the plan says so. */
const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8").replaceAll("PROBE_ORIGIN", "http://127.0.0.1:1"));
const plan = PlanSpec.parse(read("tooling/start/demo/bank-core-plan.yaml"));
const { targets } = CaseSpec.parse(read("packages/domain/cases/bank-core.yaml")).spec;

/** What a fleet's file says of an object, as far as a plan names it. */
interface Named {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: unknown;
}
const objectsOf = (cluster: string): readonly Named[] =>
  demoFleet(new Date(0)).clusters.find(({ name }) => name === cluster)?.objects ?? [];
const find = (cluster: string, kind: string, namespace: string, name: string) =>
  objectsOf(cluster).find((each) => each.kind === kind && each.metadata?.namespace === namespace && each.metadata.name === name);

const stepsOf = (entries: readonly PlanEntry[]) => entries.flatMap((entry) => (isParallel(entry) ? entry.parallel : [entry]));

describe("the demo's plan", () => {
  it("names clusters that the fleet has", () => {
    const names = demoFleet(new Date(0)).clusters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([plan.spec.primary, plan.spec.standby]));
  });

  const steps = [
    ...stepsOf(plan.spec.activate.steps).map((step) => ["failover", step, fakeFleet, failedOver] as const),
    ...stepsOf(plan.spec.failback?.steps ?? []).map((step) => ["failback", step, movedAway, fakeFleet] as const),
  ].map(([workflow, step, before, after]) => [workflow, step.name, step, before, after] as const);

  it("can go back as well as forth", () => {
    expect(new Set(steps.map(([workflow]) => workflow))).toEqual(new Set(["failover", "failback"]));
  });

  it.each(steps)("finds what the %s's %s moves or asks", async (_workflow, _name, step, before, after) => {
    if (step.use === "workload.scale") {
      const { cluster, kind, namespace, name } = step.with;
      expect(find(cluster, kind, namespace, name)).toBeDefined();
    } else if (step.use === "istio.shift-weights") {
      const service = JSON.stringify(find(step.with.cluster, "VirtualService", step.with.namespace, step.with.name)?.spec ?? {});
      for (const { host } of step.with.weights) expect(service).toContain(`"host":"${host}"`);
    } else if (step.use === "gateway.shift-weights") {
      const route = JSON.stringify(find(step.with.cluster, "HTTPRoute", step.with.namespace, step.with.name)?.spec ?? {});
      for (const { name, port } of step.with.weights) expect(route).toContain(`"name":"${name}","port":${port}`);
    } else if (step.use === "network.fence") {
      const { cluster, namespace, pods, by } = step.with;
      const template = find(cluster, "Deployment", namespace, "bank-core-service")?.spec as { template: { metadata: { labels: object } } };
      expect(template.template.metadata.labels).toMatchObject(pods);
      // A NetworkPolicy of the demo lets the gateway in, which another one can't take away.
      expect(by).toBe("AuthorizationPolicy");
      expect(objectsOf(cluster).map(({ metadata }) => metadata?.name)).toContain("authorizationpolicies.security.istio.io");
    } else if (step.use === "postgres.demote" || step.use === "postgres.promote") {
      const known = JSON.stringify(find(step.with.cluster, "Cluster", step.with.namespace, step.with.name)?.spec ?? {});
      if (step.use === "postgres.demote") expect(known).toContain(`"name":"${step.with.to}"`);
      else expect(find(step.with.source.cluster, "Cluster", step.with.source.namespace, step.with.source.name)).toBeDefined();
      expect(known).toContain(`"self":"bank-db-${step.with.cluster}"`);
    } else if (step.use === "mirrormaker.stop" || step.use === "mirrormaker.reverse") {
      const { cluster, namespace, name, source } = step.with;
      expect(JSON.stringify(find(cluster, "KafkaMirrorMaker2", namespace, name)?.spec ?? {})).toContain(`"sourceCluster":"${source}"`);
    } else if (step.use === "probe.http") {
      const [, cluster, application] = /\/apps\/([^/]+)\/([^/]+)\/$/.exec(new URL(step.with.url).pathname) ?? [];
      expect(cluster).toBe(step.with.cluster);
      expect([...demoApplications.map(({ name }) => name), "bank-core-service"]).toContain(application);
    } else if (step.use === "probe.promql") {
      const [earlier, later] = [
        await before().ask(step.with.cluster, step.with.query),
        await after().ask(step.with.cluster, step.with.query),
      ];
      if (step.with.comparison === ">") expect(earlier || 0).toBeLessThan(step.with.threshold);
      if (step.with.comparison === ">") expect(later).toBeGreaterThan(step.with.threshold);
      else expect(earlier).toBeLessThan(step.with.threshold);
    } else expect.unreachable(`nothing is known about ${step.use}`);
  });
});

function lostPrimary(): FakeFleet {
  const fleet = fakeFleet();
  fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
  fleet.pass(60);
  return fleet;
}

/** The region is well again and fenced, so the clients still go to the standby. */
function movedAway(): FakeFleet {
  const fleet = fakeFleet();
  fleet.dr.deploy("bank", "bank-core-service", 10);
  fleet.promote("dr-shanghai");
  fleet.dr.weights(0, 100);
  fleet.prod.fence(true);
  fleet.pass(70);
  return fleet;
}

function failedOver(): FakeFleet {
  const fleet = lostPrimary();
  fleet.dr.deploy("bank", "bank-core-service", 10);
  fleet.promote("dr-shanghai");
  fleet.dr.weights(0, 100);
  fleet.pass(70);
  return fleet;
}

describe("the demo's case", () => {
  /** The verdicts of the targets that Prometheus measures, over the clusters that can be asked. */
  const verdicts = async (fleet: FakeFleet, sites: readonly string[]) => {
    const judged = targets.map(async ({ name, comparison, value, evidence }) => {
      if (evidence.kind !== "promql") return [];
      const all = await Promise.all(sites.map((site) => fleet.ask(site, evidence.query)));
      const found = all.filter((each) => Number.isFinite(each));
      if (found.length === 0) return [[name, "noEvidence"]];
      const measured = evidence.counts === "highest" ? Math.max(...found) : Math.min(...found);
      expect(["<", ">="]).toContain(comparison);
      return [[name, (comparison === "<" ? measured < value : measured >= value) ? "verified" : "failing"]];
    });
    return Object.fromEntries((await Promise.all(judged)).flat()) as Record<string, string>;
  };
  // What this fleet does not do is never shown as if it did.
  const beyond = { "peak-throughput": "failing", "external-transactions": "noEvidence" };
  const well = { "p50-latency": "verified", "p99-latency": "verified", "success-rate": "verified", ...beyond };

  it("holds on a quiet day, as far as this fleet goes", async () => {
    expect(await verdicts(fakeFleet(), ["prod-hangzhou", "dr-shanghai"])).toEqual(well);
  });

  it("fails while the primary is lost, and holds again after a failover", async () => {
    expect(await verdicts(lostPrimary(), ["dr-shanghai"])).toEqual({
      "p50-latency": "failing",
      "p99-latency": "failing",
      "success-rate": "failing",
      ...beyond,
    });
    expect(await verdicts(failedOver(), ["dr-shanghai"])).toEqual(well);
  });
});
