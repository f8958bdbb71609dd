import { describe, expect, it, vi } from "vitest";
import { FAKE_START_MS, fakeFleet } from "./fake-fleet";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const CORE = 'reporter="source",destination_service_name="bank-core-service"';
const rate = (window: string) => `sum(rate(istio_requests_total{${CORE}}[${window}]))`;
const errorShare = (window: string) =>
  `sum(rate(istio_requests_total{${CORE},response_code=~"5.."}[${window}])) / ${rate(window)} or vector(0)`;
const p99 = (window: string) =>
  `histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${CORE}}[${window}])))`;

describe("a quiet fleet", () => {
  it("has two hours of charts at once: about 1,200 requests a second over both gateways, fast, and hardly an error", async () => {
    const fleet = fakeFleet(7, 120);
    const [prod, dr] = [await fleet.ask("prod-hangzhou", rate("5m")), await fleet.ask("dr-shanghai", rate("5m"))];
    expect(prod + dr).toBeGreaterThan(1_050);
    expect(prod + dr).toBeLessThan(1_350);
    expect(prod / (prod + dr)).toBeCloseTo(0.5, 2);
    expect(await fleet.ask("prod-hangzhou", errorShare("5m"))).toBeLessThan(0.002);
    expect(await fleet.ask("prod-hangzhou", p99("5m"))).toBeLessThan(100);
    expect(await fleet.ask("prod-hangzhou", `count_over_time(up{job="prometheus"}[2h])`)).toBe(1_440);
  });

  it("measures at the destination what reached it, from both gateways", async () => {
    const fleet = fakeFleet();
    const atDestination =
      'sum(rate(istio_requests_total{reporter="destination",destination_workload="bank-core-service",destination_service_name="bank-core-service"}[5m]))';
    const atGateways = (await fleet.ask("prod-hangzhou", rate("5m"))) + (await fleet.ask("dr-shanghai", rate("5m")));
    expect(await fleet.ask("prod-hangzhou", atDestination)).toBeCloseTo(atGateways, -1);
    // The standby is asked by its own self-check alone.
    expect(await fleet.ask("dr-shanghai", atDestination)).toBeCloseTo(2, 0);
  });

  it("uses CPU in proportion to the requests, on pods and on their nodes", async () => {
    const fleet = fakeFleet();
    const perPod = await fleet.ask("prod-hangzhou", 'avg(rate(container_cpu_usage_seconds_total{namespace="bank"}[5m]))');
    expect(perPod).toBeGreaterThan(0.8);
    expect(perPod).toBeLessThan(1.6);
    const nodes = await fleet.ask("prod-hangzhou", '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))');
    expect(nodes).toBeGreaterThan(0.15);
    expect(nodes).toBeLessThan(0.5);
    expect(await fleet.ask("prod-hangzhou", 'kube_deployment_status_replicas_ready{deployment="bank-core-service"}')).toBe(10);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_lag")).toBeLessThan(1);
  });

  it("is the same, sample by sample, for the same seed, and another for another", () => {
    const samplesOf = (seed: number) => {
      const fleet = fakeFleet(seed);
      fleet.pass(10);
      return fleet.sites.map(({ signals }) =>
        signals.series.select([], 0, fleet.now()).map(({ labels, values }) => [labels.key, Array.from(values)]),
      );
    };
    const first = samplesOf(7);
    expect(samplesOf(7)).toEqual(first);
    expect(samplesOf(8)).not.toEqual(first);
  });
});

describe("the loss of the primary region", () => {
  it("shows as failed requests in the other region's Prometheus within seconds, each after a second of waiting", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(15);
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeGreaterThan(0.99);
    expect(await fleet.ask("dr-shanghai", p99("10s"))).toBeGreaterThan(1_000);
    // The clients of the lost gateway come to the one that is left.
    expect(await fleet.ask("dr-shanghai", rate("10s"))).toBeGreaterThan(1_050);
  });

  it("leaves a gap in the lost region's own series, and counters that begin anew", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(120);
    expect(await fleet.ask("prod-hangzhou", 'count_over_time(up{job="prometheus"}[100s])')).toBeNaN();
    fleet.breakThings({});
    fleet.pass(60);
    expect(await fleet.ask("prod-hangzhou", 'count_over_time(up{job="prometheus"}[1m])')).toBe(12);
    expect(await fleet.ask("prod-hangzhou", `sum(increase(istio_requests_total{${CORE}}[50s]))`)).toBeLessThan(60_000);
    expect(await fleet.ask("prod-hangzhou", errorShare("30s"))).toBeLessThan(0.01);
  });
});

describe("a failover", () => {
  const outage = () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(10);
    fleet.promote("dr-shanghai");
    return fleet;
  };

  it("restores rate, errors and P99 within seconds once the weights are shifted to pods that are ready", async () => {
    const fleet = outage();
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.dr.weights(0, 100);
    fleet.pass(15);
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeLessThan(0.01);
    expect(await fleet.ask("dr-shanghai", p99("10s"))).toBeLessThan(200);
    expect(await fleet.ask("dr-shanghai", rate("10s"))).toBeGreaterThan(1_050);
  });

  it("is seen at the destination at the first scrape: the self-check has begun the series already", async () => {
    const fleet = outage();
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.dr.weights(0, 100);
    fleet.pass(7);
    const served =
      'sum(rate(istio_requests_total{reporter="destination",destination_service_name="bank-core-service",response_code="200"}[15s]))';
    expect(await fleet.ask("dr-shanghai", served)).toBeGreaterThan(100);
  });

  it("does not restore them while too few pods are ready, and does as soon as they are", async () => {
    const fleet = outage();
    fleet.dr.deploy("bank", "bank-core-service", 10, 3);
    fleet.dr.weights(0, 100);
    fleet.pass(60);
    expect(await fleet.ask("dr-shanghai", p99("10s"))).toBeGreaterThan(1_000);
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeGreaterThan(0.3);
    fleet.dr.deploy("bank", "bank-core-service", 10, 10);
    fleet.pass(20);
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeLessThan(0.01);
    expect(await fleet.ask("dr-shanghai", p99("10s"))).toBeLessThan(200);
  });

  it("shares requests among the regions as the weights say", async () => {
    const fleet = fakeFleet();
    for (const cluster of [fleet.prod, fleet.dr]) cluster.weights(75, 25);
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.pass(40);
    const toDr = `sum(rate(istio_requests_total{${CORE},destination_cluster="dr-shanghai"}[30s])) / ${rate("30s")}`;
    expect(await fleet.ask("prod-hangzhou", toDr)).toBeCloseTo(0.25, 2);
  });
});

describe("a region that is well again after a failover", () => {
  const atDestination = 'sum(rate(istio_requests_total{reporter="destination",destination_service_name="bank-core-service"}[10s]))';
  const healed = (isFenced: boolean) => {
    const fleet = fakeFleet();
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.promote("dr-shanghai");
    fleet.dr.weights(0, 100);
    fleet.prod.fence(isFenced);
    fleet.pass(20);
    return fleet;
  };

  it("gets half of the clients by its own gateway, unless it is fenced: then they all go to the other, and none is failed", async () => {
    const open = healed(false);
    expect(await open.ask("prod-hangzhou", atDestination)).toBeGreaterThan(500);
    const fenced = healed(true);
    // The self-check is inside the pods.
    expect(await fenced.ask("prod-hangzhou", atDestination)).toBeLessThan(5);
    expect(await fenced.ask("dr-shanghai", rate("10s"))).toBeGreaterThan(1_050);
    expect(await fenced.ask("dr-shanghai", errorShare("10s"))).toBeLessThan(0.01);
    expect(fenced.model.probe("prod-hangzhou", "bank-core-service")).toMatchObject({ status: expect.toSatisfy((code) => code >= 500) });
    expect(fenced.model.probe("dr-shanghai", "bank-core")).toMatchObject({ status: 200, destination: "dr-shanghai" });
  });

  it("gets them back when the fence is gone", async () => {
    const fleet = healed(true);
    fleet.prod.fence(false);
    fleet.pass(15);
    expect(await fleet.ask("prod-hangzhou", atDestination)).toBeGreaterThan(500);
    expect(fleet.model.probe("prod-hangzhou", "bank-core-service")).toMatchObject({ status: 200 });
  });
});

describe("other faults", () => {
  it("a lost node fails its pods' share of requests until they are no longer ready", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ lostNodes: (site) => new Set(site === "prod-hangzhou" ? ["prod-hangzhou-node-0"] : []) });
    fleet.pass(15);
    // Four of ten pods are on that node.
    expect(await fleet.ask("prod-hangzhou", errorShare("10s"))).toBeCloseTo(0.4, 1);
    expect(await fleet.ask("prod-hangzhou", 'up{job="kubelet",instance="prod-hangzhou-node-0"}')).toBe(0);
  });

  it("injected latency and errors show where they were injected", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ addedLatencyMs: () => 400, errorShare: () => 0.2 });
    fleet.pass(15);
    expect(await fleet.ask("prod-hangzhou", p99("10s"))).toBeGreaterThan(400);
    expect(await fleet.ask("prod-hangzhou", errorShare("10s"))).toBeCloseTo(0.2, 2);
  });

  it("a load spike raises utilisation until requests are turned away", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ loadFactor: (application) => (application === "bank-core" ? 2.5 : 1) });
    fleet.pass(30);
    expect(await fleet.ask("prod-hangzhou", `sum(rate(istio_requests_total{${CORE},response_flags="UO"}[10s]))`)).toBeGreaterThan(50);
    const uid = fleet.prod.get("pods", "bank", "bank-core-service-0")?.metadata.uid ?? "";
    expect(fleet.model.useOf("prod-hangzhou", uid)?.cores).toBeGreaterThan(1.5);
  });

  it("replication falls behind as long as it is held back, and catches up after", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ replicationLagSeconds: () => 30 });
    fleet.pass(60);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_lag")).toBeGreaterThan(25);
    expect(await fleet.ask("dr-shanghai", "max(kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max)")).toBeGreaterThan(20_000);
    expect(await fleet.ask("prod-hangzhou", "cnpg_pg_stat_replication_replay_diff_bytes")).toBeGreaterThan(1e6);
    expect(await fleet.ask("dr-shanghai", "vault_replication_wal_gap")).toBeGreaterThan(10);
    fleet.breakThings({});
    fleet.pass(30);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_lag")).toBeLessThan(1);
  });
});

describe("logs and traces", () => {
  it("tell of the same requests: a trace's id is in a line of the gateway and of the service", () => {
    const fleet = fakeFleet(7, 30);
    const prod = fleet.sites[0]?.signals;
    const traces = [...(prod?.traces.newest() ?? [])].filter(({ services }) => services.includes("bank-core-service"));
    expect(traces.length).toBeGreaterThan(100);
    const id = traces[5]?.traceId ?? "";
    const lines = [...(prod?.logs.entries([], 0, fleet.now() * 1_000 + 1, false) ?? [])].filter(({ line }) => line.includes(id));
    expect(lines.map(({ stream }) => stream.get("app"))).toEqual(expect.arrayContaining(["bank-core-service"]));
    expect(traces[5]?.spans().map(({ service }) => service)).toEqual(
      expect.arrayContaining(["istio-ingressgateway", "bank-core-service", "bank-db"]),
    );
  });

  it("tell of an outage: the gateway's lines say why, and the traces carry the error", () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(60);
    const dr = fleet.sites[1]?.signals;
    const since = (FAKE_START_MS + 1_000) * 1_000;
    const failed = [...(dr?.logs.entries([], since, fleet.now() * 1_000 + 1, false) ?? [])].filter(({ line }) => line.includes(" 503 UF "));
    expect(failed.length).toBeGreaterThan(20);
    expect(failed[0]?.metadata.get("detected_level")).toBe("error");
    const broken = [...(dr?.traces.newest() ?? [])].filter(({ startUs }) => startUs > since).flatMap((trace) => trace.spans());
    expect(broken.length).toBeGreaterThan(10);
    expect(broken[0]?.tags).toContainEqual(["error", true]);
    expect(broken[0]?.durationUs).toBeGreaterThan(900_000);
  });
});
