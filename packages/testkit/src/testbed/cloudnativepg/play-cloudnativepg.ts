// CloudNativePG's part, played on a real server: it obeys the Cluster object as the operator's documentation of distributed
// topologies says, and tells its status. Nothing else of the operator is here.
import { setTimeout as delay } from "node:timers/promises";
import type { KubeRequest } from "../cluster-access";
import type { PostgresServer } from "../postgres/postgres-server";
import { type ClusterObject, clusterPath } from "./cluster-objects";

/** An operator that watches one object and keeps one server. */
export interface PlayedOperator {
  stop(): Promise<void>;
}

const LOOK_MS = 50;

interface Token {
  readonly databaseSystemIdentifier: string;
  readonly latestCheckpointTimelineID: number;
  readonly latestCheckpointREDOLocation: string;
}

const encoded = (token: Token) => Buffer.from(JSON.stringify(token)).toString("base64");
const decoded = (token: string): Token => JSON.parse(Buffer.from(token, "base64").toString()) as Token;

const follows = async (server: PostgresServer) => (await server.query<{ f: boolean }>("SELECT pg_is_in_recovery() AS f"))[0]?.f === true;

/** Ends the writes and follows the peer; what it gives away proves how far it had come. */
async function demote(server: PostgresServer): Promise<string> {
  await server.stop();
  const { systemIdentifier, timeline, redoLocation } = await server.controlData();
  await server.start("standby");
  return encoded({
    databaseSystemIdentifier: systemIdentifier,
    latestCheckpointTimelineID: timeline,
    latestCheckpointREDOLocation: redoLocation,
  });
}

/** Takes the writes; with a token only when everything that it stands for is here. */
async function promote(server: PostgresServer, token: string): Promise<boolean> {
  if (token !== "") {
    const { latestCheckpointREDOLocation, databaseSystemIdentifier } = decoded(token);
    const [state] = await server.query<{ hasAll: boolean; system: string }>(
      `SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS "hasAll", system_identifier::text AS system FROM pg_control_system()`,
      [latestCheckpointREDOLocation],
    );
    if (state?.system !== databaseSystemIdentifier || !state.hasAll) return false;
  } else {
    // Nobody is left who could have the writes too.
    await server.query("ALTER SYSTEM SET synchronous_standby_names = ''");
    await server.query("SELECT pg_reload_conf()");
  }
  await server.query("SELECT pg_promote(true, 30)");
  return true;
}

/** Plays the operator of the object `name` until it is stopped. A look that fails is repeated. */
export function playCloudNativePg(request: KubeRequest, name: string, server: PostgresServer): PlayedOperator {
  let isStopping = false;
  let told = "";
  const tokens = { demotionToken: "", lastPromotionToken: "" };

  async function look(): Promise<void> {
    const { status, body } = await request<ClusterObject>("GET", clusterPath(name));
    if (status !== 200) return;
    const { self, primary, promotionToken = "" } = body.spec.replica;
    const isStandby = await follows(server);
    if (primary !== self && !isStandby) Object.assign(tokens, { demotionToken: await demote(server) });
    if (primary === self && isStandby && (await promote(server, promotionToken)))
      Object.assign(tokens, { demotionToken: "", lastPromotionToken: promotionToken });
    await tell({ isPrimary: !(await follows(server)) });
  }

  async function tell({ isPrimary }: { isPrimary: boolean }): Promise<void> {
    const instance = `${name}-1`;
    const status = {
      phase: "Cluster in healthy state",
      readyInstances: 1,
      currentPrimary: instance,
      instancesReportedState: { [instance]: { isPrimary } },
      ...tokens,
    };
    const text = JSON.stringify(status);
    if (text === told) return;
    const answer = await request("PATCH", `${clusterPath(name)}/status`, { status }, { "content-type": "application/merge-patch+json" });
    if (answer.status === 200) told = text;
  }

  const playing = (async () => {
    while (!isStopping) {
      await look().catch(() => undefined);
      await delay(LOOK_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await playing;
    },
  };
}
