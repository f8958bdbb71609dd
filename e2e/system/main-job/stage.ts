import type { ServiceRef } from "@holdfast/contracts/signals";
import type { SignalServer } from "@holdfast/testkit/testbed/host-server";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { startPrometheus } from "@holdfast/testkit/testbed/start-prometheus";
import type { FleetCluster } from "@holdfast/testkit/testbed/start-three-clusters";
import { corpus, MARK } from "../../fixtures/hostile-corpus";
import { type People, signedInPeople } from "../harness/accounts";
import { type EnrolledCluster, enrolCluster } from "../harness/enrolled-cluster";
import { type HostileSignals, startHostileSignals } from "../harness/hostile-signals";
import { type Installation, startInstallation } from "../harness/installation";
import { type MetricsServer, serveIstioMetrics } from "../harness/istio-metrics";

/** Everything that the walk is made on: an installation, its people, and three real clusters with their agents. */
export interface Stage {
  readonly installation: Installation;
  readonly people: People;
  readonly clusters: Readonly<Record<FleetCluster, EnrolledCluster>>;
  /** Where the tests put their workloads. */
  readonly namespace: string;
  /** The service that both sites' Prometheus measure, and at how many requests a second. */
  readonly service: ServiceRef;
  readonly ratePerSecond: { readonly "prod-hangzhou": number; readonly "dr-shanghai": number };
  /** The log lines and traces of the test cluster, which mean harm; null on a machine without these programs. */
  readonly hostile: HostileSignals | null;
  /** What the probes of a plan may ask. */
  readonly probeOrigin: string;
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

const SERVICE: ServiceRef = { namespace: "bank", name: "core" };
/** Services whose names mean harm; the standby's sidecars measure them too. */
const HOSTILE = corpus.map((text): ServiceRef => ({ namespace: "hostile", name: `${MARK} ${text}` }));
const RATES = { "prod-hangzhou": 50, "dr-shanghai": 20 } as const;

/** One Prometheus a site, as in a real fleet, each scraping the service of its own site. */
async function startMeasuring(site: keyof typeof RATES): Promise<{ metrics: MetricsServer; prometheus: SignalServer }> {
  const metrics = await serveIstioMetrics(site === "dr-shanghai" ? [SERVICE, ...HOSTILE] : [SERVICE], {
    perSecond: RATES[site],
    failing: 0.1,
  });
  const prometheus = await startPrometheus({ scrape: [{ job: "istio", targets: [metrics.target] }] });
  return { metrics, prometheus };
}

/** Sets the stage: one-time link, accounts, clusters, agents. What was started is stopped again when a part fails. */
export async function setStage(namespace: string): Promise<Stage> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (options: { keepLogs?: boolean } = {}) => {
    for (const step of stops.splice(0).reverse()) await step();
    await installation.stop(options);
  };
  const installation = await startInstallation("main-job");
  try {
    const people = await signedInPeople(installation);
    const [prod, dr] = await Promise.all([startMeasuring("prod-hangzhou"), startMeasuring("dr-shanghai")]);
    for (const { metrics, prometheus } of [prod, dr])
      stops.push(
        () => metrics.close(),
        () => prometheus.stop(),
      );
    const hostile = lacks("signals") ? null : await startHostileSignals();
    stops.push(async () => hostile?.stop());
    const enrol = async (name: FleetCluster, environment: "production" | "test" | "dr", more: readonly string[]) => {
      const region = name === "dr-shanghai" ? "cn-shanghai" : "cn-hangzhou";
      const enrolled = await enrolCluster(installation, people.admin, sharedCluster(name), { environment, region }, more);
      stops.push(() => enrolled.agent.stop());
      return enrolled;
    };
    const probeOrigin = `http://${dr.metrics.target}`;
    const [production, standby, test] = await Promise.all([
      enrol("prod-hangzhou", "production", ["--prometheus", prod.prometheus.url]),
      enrol("dr-shanghai", "dr", ["--prometheus", dr.prometheus.url, "--probe-origin", probeOrigin]),
      enrol("test", "test", hostile ? ["--loki", hostile.loki.url, "--jaeger", hostile.jaeger.url] : []),
    ]);
    const clusters = { "prod-hangzhou": production, "dr-shanghai": standby, test };
    return { installation, people, clusters, namespace, service: SERVICE, ratePerSecond: RATES, hostile, probeOrigin, stop };
  } catch (cause) {
    const tails = installation.logTails();
    await stop({ keepLogs: true });
    throw new Error(`the stage could not be set: ${(cause as Error).message}\n${tails}`, { cause });
  }
}
