import { clusterRole } from "@holdfast/agent/rbac/cluster-role";
import type { Database } from "@holdfast/db/database";
import { createClusterObject, OBJECTS } from "@holdfast/testkit/testbed/cloudnativepg/cluster-objects";
import { playCloudNativePg } from "@holdfast/testkit/testbed/cloudnativepg/play-cloudnativepg";
import type { ClusterAccess } from "@holdfast/testkit/testbed/cluster-access";
import { makeDoorTable, openSiteDoor, type SiteDoor } from "@holdfast/testkit/testbed/postgres/site-door";
import { type PostgresPair, startPostgresPair } from "@holdfast/testkit/testbed/postgres/start-postgres-pair";
import { createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { startCluster } from "@holdfast/testkit/testbed/start-cluster";
import { type BenchAgent, startAgent } from "../stage/agent";
import type { BenchHub } from "../stage/hub";
import type { Stage } from "../stage/stage";
import { createStandbyObjects, playControllers } from "./standby-objects";

/** Two sites of a plan, the standby following synchronously. */
export interface BenchSites {
  readonly pair: PostgresPair;
  readonly doors: Readonly<Record<"prod" | "dr", SiteDoor>>;
  /** Takes the power from the primary's site: nothing of it answers, and nobody closes its connections. Resolves with the instant before. */
  losePrimary(): Promise<Date>;
  stop(): Promise<void>;
}

/** Where the sites are staged. */
export interface SitesOf {
  readonly stage: Stage;
  readonly db: Database;
  readonly hub: BenchHub;
  readonly name: string;
}

const COMPONENTS = ["etcd", "apiserver", "controllerManager"] as const;

/** An agent's program by the generated ClusterRole, which may ask the doors. */
async function agentAt({ stage, db, hub }: SitesOf, access: ClusterAccess, doors: readonly SiteDoor[]): Promise<BenchAgent> {
  const { kubeconfigPath } = await createServiceAccount(access, { namespace: "holdfast", name: "agent", rules: clusterRole().rules });
  const more = { "probe-origin": doors.map(({ origin }) => origin) };
  return startAgent(stage, db, hub, access.name, kubeconfigPath, more);
}

/** Starts `<name>-prod` and `<name>-dr`, each an API server, an agent, a PostgreSQL server and its door. They must be stopped. */
export async function stageSites(of: SitesOf): Promise<BenchSites> {
  const { name } = of;
  const names = { prod: `${name}-prod`, dr: `${name}-dr` };
  const [pair, prod, dr] = await Promise.all([
    startPostgresPair([names.prod, names.dr], { isSynchronous: true }),
    startCluster({ name: names.prod, components: COMPONENTS, nodes: 0 }),
    startCluster({ name: names.dr, components: COMPONENTS, nodes: 0 }),
  ]);
  await makeDoorTable(pair.primary);
  const doors = { prod: await openSiteDoor(pair.primary), dr: await openSiteDoor(pair.standby) };
  await createClusterObject(prod.request, { self: OBJECTS.prod, peer: OBJECTS.dr, primary: OBJECTS.prod });
  await createClusterObject(dr.request, { self: OBJECTS.dr, peer: OBJECTS.prod, primary: OBJECTS.prod });
  await createStandbyObjects(dr.request);
  const primaryOperator = playCloudNativePg(prod.request, OBJECTS.prod, pair.primary);
  const played = [playCloudNativePg(dr.request, OBJECTS.dr, pair.standby), playControllers(dr.request)];
  const primaryAgent = await agentAt(of, prod, [doors.prod]);
  const standbyAgent = await agentAt(of, dr, [doors.prod, doors.dr]);
  return {
    pair,
    doors,
    async losePrimary() {
      const at = new Date();
      primaryAgent.channel.kill("SIGSTOP");
      doors.prod.goDark();
      await Promise.all([pair.primary.kill(), ...COMPONENTS.map((component) => prod.kill(component)), primaryOperator.stop()]);
      return at;
    },
    async stop() {
      // A program without a clock does not hear that it is to end.
      primaryAgent.channel.kill("SIGKILL");
      await Promise.all([primaryAgent.stop(), standbyAgent.stop()]);
      await Promise.all([primaryOperator, ...played].map((operator) => operator.stop()));
      await Promise.all([...Object.values(doors).map((door) => door.close()), pair.stop(), prod.stop(), dr.stop()]);
    },
  };
}
