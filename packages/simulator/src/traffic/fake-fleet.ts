import { DataPlane } from "../data/data-plane";
import { createQueryEngine } from "../promql/query-engine";
import { prometheus3 } from "../promql/semantics";
import { demoApplications } from "./application";
import { FakeCluster } from "./fake-cluster";
import { type Faults, noFaults } from "./faults";
import { noiseOf } from "./noise";
import { type Site, siteOf } from "./site";
import { TrafficModel } from "./traffic-model";

/** An instant on a whole minute, in the middle of a working day of the clients. */
export const FAKE_START_MS = Date.UTC(2026, 2, 4, 6, 0, 0);

/** Two regions as the demo has them, with a clock that a test moves and faults that it sets. */
export interface FakeFleet {
  readonly prod: FakeCluster;
  readonly dr: FakeCluster;
  readonly sites: readonly Site[];
  readonly model: TrafficModel;
  readonly data: DataPlane;
  readonly now: () => number;
  /** Does with the objects of the database what a promotion does: this site takes the writes, and the other follows it. */
  promote(site: string): void;
  /** Changes what is broken. */
  breakThings(faults: Partial<Faults>): void;
  /** Lets seconds pass, one by one. */
  pass(seconds: number): void;
  /** One number of one site's Prometheus, now; NaN when the query yields none. */
  ask(site: string, query: string): Promise<number>;
}

function region(name: string, corePods: number): FakeCluster {
  const cluster = new FakeCluster(name);
  for (let i = 0; i < 3; i++) cluster.node(`${name}-node-${i}`);
  cluster.deploy("istio-system", "istio-ingressgateway", 2);
  cluster.deploy("bank", "bank-core-service", corePods);
  cluster.weights(100, 0);
  return cluster;
}

/** The fleet after some minutes of quiet. */
export function fakeFleet(seed = 7, minutes = 10): FakeFleet {
  const [prod, dr] = [region("prod-hangzhou", 10), region("dr-shanghai", 3)];
  const sites = [
    siteOf({ name: "prod-hangzhou", environment: "production", region: "cn-hangzhou" }, prod),
    siteOf({ name: "dr-shanghai", environment: "dr", region: "cn-shanghai" }, dr),
  ];
  const data = new DataPlane(sites, noiseOf(seed));
  const home = (name: string) => {
    prod.database(prod.name === name, `bank-db-${dr.name}`);
    dr.database(dr.name === name, `bank-db-${prod.name}`);
  };
  home(prod.name);
  dr.mirror("prod", prod.name, "dr", "RUNNING");
  prod.mirror("dr", dr.name, "prod", "RUNNING");
  let broken: Partial<Faults> = {};
  const faults = new Proxy(noFaults, {
    get: (_target, name: keyof Faults) => broken[name] ?? noFaults[name],
  });
  const model = new TrafficModel({ sites, applications: demoApplications, faults, seed, data });
  let nowMs = FAKE_START_MS;
  model.backfill(nowMs, minutes * 60_000);
  return {
    prod,
    dr,
    sites,
    model,
    data,
    promote(site) {
      data.postgres.promote(`bank-db-${site}`);
      home(site);
    },
    now: () => nowMs,
    breakThings(next) {
      broken = next;
    },
    pass(seconds) {
      for (let i = 0; i < seconds; i++) {
        nowMs += 1_000;
        model.advance(nowMs);
      }
    },
    async ask(site, query) {
      const { series } = (sites.find(({ name }) => name === site) as Site).signals;
      const result = await createQueryEngine(series, prometheus3).instant(query, nowMs);
      if (result.type === "scalar") return result.value;
      return result.type === "vector" ? (result.vector[0]?.value ?? Number.NaN) : Number.NaN;
    },
  };
}
