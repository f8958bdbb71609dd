// What CloudNativePG's instances export of their replication, read from a real server when it is scraped, by the queries of its
// own default configuration.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SignalServer } from "@holdfast/testkit/testbed/host-server";
import type { PostgresServer } from "@holdfast/testkit/testbed/postgres/postgres-server";
import { startPrometheus } from "@holdfast/testkit/testbed/start-prometheus";

const REPLICATION = `
SELECT pg_is_in_recovery()::int AS in_recovery,
       EXISTS (TABLE pg_stat_wal_receiver)::int AS is_wal_receiver_up,
       CASE WHEN NOT pg_is_in_recovery() OR pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
            ELSE GREATEST(0, EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp())) END::float AS lag`;

/** Starts the Prometheus of a site, which scrapes its server every second. A server that is gone exports nothing. */
export async function startSitePrometheus(
  server: PostgresServer,
  { namespace, name }: { namespace: string; name: string },
): Promise<SignalServer> {
  const labels = `{namespace="${namespace}",pod="${name}-1"}`;
  const page = async () => {
    const [row = {}] = await server.query<Record<string, number>>(REPLICATION);
    return Object.entries(row).map(([metric, value]) => `cnpg_pg_replication_${metric}${labels} ${value}\n`);
  };
  const exporter = createServer((_, response) => {
    void page().then(
      (lines) => response.end(lines.join("")),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((listening) => exporter.listen(0, "127.0.0.1", listening));
  const target = `127.0.0.1:${(exporter.address() as AddressInfo).port}`;
  const prometheus = await startPrometheus({ scrape: [{ job: "instances", targets: [target] }] });
  return {
    url: prometheus.url,
    async stop() {
      await prometheus.stop();
      exporter.close();
      exporter.closeAllConnections();
    },
  };
}
