import { type PostgresPair, startPostgresPair } from "@holdfast/testkit/testbed/postgres/start-postgres-pair";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import type { People } from "../harness/accounts";
import { type EnrolledCluster, enrolCluster } from "../harness/enrolled-cluster";
import type { Installation } from "../harness/installation";
import { createClusterObject } from "./cluster-objects";
import { OBJECTS } from "./pair-plan";
import { type PlayedOperator, playCloudNativePg } from "./play-cloudnativepg";

/** Two sites, each with an API server, an agent, and one of two PostgreSQL servers that an operator keeps. */
export interface StagedPair {
  readonly pair: PostgresPair;
  /** Ends everything of the primary's site at once, as a power cut would. */
  losePrimarySite(): Promise<void>;
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
  const [pair, prod, dr] = await Promise.all([
    startPostgresPair([`${name}-prod`, `${name}-dr`], options),
    ...SITES.map((site) => startCluster({ name: `${name}-${site}`, components, nodes: 0 })),
  ]);
  const clusters = { prod: prod as TestCluster, dr: dr as TestCluster };
  await createClusterObject(clusters.prod.request, { self: OBJECTS.prod, peer: OBJECTS.dr, primary: OBJECTS.prod });
  await createClusterObject(clusters.dr.request, { self: OBJECTS.dr, peer: OBJECTS.prod, primary: OBJECTS.prod });
  const operators: PlayedOperator[] = [
    playCloudNativePg(clusters.prod.request, OBJECTS.prod, pair.primary),
    playCloudNativePg(clusters.dr.request, OBJECTS.dr, pair.standby),
  ];
  const agents: EnrolledCluster[] = [];
  for (const site of SITES)
    agents.push(
      await enrolCluster(installation, people.admin, clusters[site], {
        environment: site === "prod" ? "production" : "dr",
        region: site === "prod" ? "cn-hangzhou" : "cn-shanghai",
      }),
    );
  return {
    pair,
    async losePrimarySite() {
      await Promise.all([
        pair.primary.kill(),
        agents[0]?.agent.kill({ isKept: false }),
        clusters.prod.kill("controllerManager"),
        clusters.prod.kill("apiserver"),
        clusters.prod.kill("etcd"),
      ]);
    },
    async stop(stopping) {
      for (const { agent } of agents) await agent.stop();
      await Promise.all(operators.map((operator) => operator.stop()));
      await pair.stop(stopping);
      await Promise.all(SITES.map((site) => clusters[site].stop(stopping)));
    },
  };
}
