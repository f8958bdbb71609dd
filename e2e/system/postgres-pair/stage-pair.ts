import { createClusterObject, NAMESPACE, OBJECTS } from "@holdfast/testkit/testbed/cloudnativepg/cluster-objects";
import { playCloudNativePg } from "@holdfast/testkit/testbed/cloudnativepg/play-cloudnativepg";
import { makeDoorTable, openSiteDoor, type SiteDoor } from "@holdfast/testkit/testbed/postgres/site-door";
import { type PostgresPair, startPostgresPair } from "@holdfast/testkit/testbed/postgres/start-postgres-pair";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import type { People } from "../harness/accounts";
import { type EnrolledCluster, enrolCluster } from "../harness/enrolled-cluster";
import type { Installation } from "../harness/installation";
import type { Doors } from "./pair-plan";
import { startSitePrometheus } from "./play-exporter";
import type { Span } from "./span";

/** Two sites, each with an API server, an agent, a Prometheus, and one of two PostgreSQL servers that an operator keeps. */
export interface StagedPair {
  readonly pair: PostgresPair;
  readonly clusters: Readonly<Record<"prod" | "dr", EnrolledCluster>>;
  readonly doors: Readonly<Record<"prod" | "dr", SiteDoor>>;
  readonly origins: Doors;
  /** Takes the power from the primary's site: nothing of it answers, and nobody closes its connections. Tells between when. */
  losePrimarySite(): Promise<Span>;
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

const SITES = ["prod", "dr"] as const;

/** Stages `<name>-prod` and `<name>-dr` in an installation. */
export async function stagePair(
  installation: Installation,
  people: People,
  name: string,
  options?: { isSynchronous: boolean },
): Promise<StagedPair> {
  const components = ["etcd", "apiserver", "controllerManager"] as const;
  const [pair, ...started] = await Promise.all([
    startPostgresPair([`${name}-prod`, `${name}-dr`], options),
    ...SITES.map((site) => startCluster({ name: `${name}-${site}`, components, nodes: 0 })),
  ]);
  const [prod, dr] = started as [TestCluster, TestCluster];
  await makeDoorTable(pair.primary);
  const parts = { prod: { cluster: prod, server: pair.primary }, dr: { cluster: dr, server: pair.standby } };
  const openSite = async (site: "prod" | "dr") => {
    const { cluster, server } = parts[site];
    const [self, peer] = [OBJECTS[site], OBJECTS[site === "prod" ? "dr" : "prod"]];
    await createClusterObject(cluster.request, { self, peer, primary: OBJECTS.prod });
    const operator = playCloudNativePg(cluster.request, self, server);
    const door = await openSiteDoor(server);
    const prometheus = await startSitePrometheus(server, { namespace: NAMESPACE, name: self });
    const about = { environment: site === "prod" ? "production" : "dr", region: site === "prod" ? "cn-hangzhou" : "cn-shanghai" } as const;
    const more = ["--prometheus", prometheus.url, "--probe-origin", door.origin];
    const enrolled = await enrolCluster(installation, people.admin, cluster, about, more);
    return { operator, door, prometheus, enrolled };
  };
  const sites = { prod: await openSite("prod"), dr: await openSite("dr") };
  return {
    pair,
    clusters: { prod: sites.prod.enrolled, dr: sites.dr.enrolled },
    doors: { prod: sites.prod.door, dr: sites.dr.door },
    origins: { prod: sites.prod.door.origin, dr: sites.dr.door.origin },
    async losePrimarySite() {
      const from = Date.now();
      const { pid } = sites.prod.enrolled.agent;
      if (pid === undefined) throw new Error("the primary's agent does not run");
      process.kill(pid, "SIGSTOP");
      sites.prod.door.goDark();
      await Promise.all([pair.primary.kill(), ...components.map((component) => prod.kill(component))]);
      return { from, until: Date.now() };
    },
    async stop(stopping) {
      // An agent without a clock does not hear that it is to end.
      await Promise.all(SITES.map((site) => sites[site].enrolled.agent.kill({ isKept: false })));
      await Promise.all(SITES.map((site) => sites[site].operator.stop()));
      await Promise.all(SITES.flatMap((site) => [sites[site].door.close(), sites[site].prometheus.stop()]));
      await pair.stop(stopping);
      await Promise.all(SITES.map((site) => parts[site].cluster.stop(stopping)));
    },
  };
}
