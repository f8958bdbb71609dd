import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DataStore } from "@holdfast/contracts/data-store";
import { signalGet } from "@holdfast/contracts/queries/signal-get";
import type { SignalServer } from "@holdfast/testkit/testbed/host-server";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { startPrometheus } from "@holdfast/testkit/testbed/start-prometheus";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AgentPort } from "../ports";
import { readStore, type StoreLook } from "./read-store";

// What the exporters of one site say, as they write it.
const standbyPage = (second: number) => `
cnpg_pg_replication_in_recovery{namespace="bank",pod="ledger-1"} 1
cnpg_pg_replication_in_recovery{namespace="bank",pod="ledger-2"} 1
cnpg_pg_replication_in_recovery{namespace="bank",pod="ledger-old-1"} 0
cnpg_pg_replication_is_wal_receiver_up{namespace="bank",pod="ledger-1"} 1
cnpg_pg_replication_is_wal_receiver_up{namespace="bank",pod="ledger-2"} 0
cnpg_pg_replication_lag{namespace="bank",pod="ledger-1"} 1.5
cnpg_pg_replication_lag{namespace="bank",pod="ledger-2"} 4
patroni_primary{scope="cards",name="cards-0"} 0
patroni_standby_leader{scope="cards",name="cards-0"} 1
patroni_standby_leader{scope="cards",name="cards-1"} 0
patroni_postgres_streaming{scope="cards",name="cards-0"} 1
patroni_postgres_streaming{scope="cards",name="cards-1"} 0
patroni_xlog_received_location{scope="cards",name="cards-0"} 97500000256
patroni_xlog_replayed_location{scope="cards",name="cards-0"} 97500000000
patroni_xlog_replayed_location{scope="cards",name="cards-1"} 1
patroni_xlog_replayed_timestamp{scope="cards",name="cards-0"} ${second - 20}
kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max{topic="bank.transfers",partition="0"} 2500
kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max{topic="bank.ledger",partition="0"} NaN
kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max{topic="heartbeats",partition="0"} 90000
kafka_connect_mirror_mirrorsourceconnector_replication_latency_ms_max{topic="bank.transfers",partition="0"} 2000
kafka_connect_mirror_mirrorsourceconnector_record_count{topic="bank.transfers",partition="0"} 400
kafka_consumer_fetch_manager_records_lag{topic="bank.transfers",partition="0"} 7
kafka_consumer_fetch_manager_records_lag{topic="bank.ledger",partition="0"} 5
vault_replication_fsm_last_remote_wal{cluster="v"} 990
redis_master_link_up{service="redis"} 1
redis_master_last_io_seconds_ago{service="redis"} 3
redis_slave_repl_offset{service="redis"} 5000
files_synced_at ${second - 60}
files_missing 12
`;
const startedAt = Math.floor(Date.now() / 1000);
const primaryPage = (second: number) => `
vault_replication_wal_last_dr_wal{cluster="v"} ${1000 + (second - startedAt) * 5}
redis_master_repl_offset{service="redis"} 5400
cnpg_pg_stat_replication_replay_diff_bytes{namespace="bank",pod="ledger-1",application_name="ledger-dr"} 8192
cnpg_pg_stat_replication_replay_diff_bytes{namespace="bank",pod="ledger-1",application_name="ledger-2"} 99
`;

// Debian's package holds it.
describe.skipIf(lacks("prometheus"))("reading data stores from a real Prometheus at each site", () => {
  const pages: Server[] = [];
  const servers: Record<string, SignalServer> = {};
  const agents: AgentPort = {
    async read(clusterId, contract, input) {
      const { path, params } = signalGet.input.parse(input);
      const answer = await fetch(`${servers[clusterId]?.url}${path}?${new URLSearchParams(params)}`, { signal: AbortSignal.timeout(5000) });
      return contract.output.parse({ refusal: null, message: null, status: answer.status, body: await answer.text() });
    },
  };
  const site = (name: string) => ({ id: name, name, isConnected: true });
  const look: StoreLook = {
    agents,
    primary: site("prod"),
    standby: site("dr"),
    signal: new AbortController().signal,
    deadlineMs: 5000,
    now: () => new Date(),
  };
  const read = (kind: string, parameters: object, of = look) =>
    readStore(DataStore.parse({ name: "s", kind, rpoSeconds: 5, with: parameters }), of);

  beforeAll(async () => {
    const texts = { prod: primaryPage, dr: standbyPage };
    for (const [name, text] of Object.entries(texts)) {
      const page = createServer((_, response) => response.end(text(Math.floor(Date.now() / 1000))));
      await new Promise<void>((listening) => page.listen(0, "127.0.0.1", listening));
      pages.push(page);
      const target = `127.0.0.1:${(page.address() as AddressInfo).port}`;
      servers[name] = await startPrometheus({ scrape: [{ job: "exporters", targets: [target] }] });
    }
    // A rate needs a few scrapes.
    await vi.waitFor(async () => expect((await read("vault", {})).state).toBe("replicating"), { timeout: 30_000, interval: 200 });
  }, 90_000);
  afterAll(async () => {
    for (const server of Object.values(servers)) await server.stop();
    for (const page of pages) page.close();
  });

  it("takes the instance of CloudNativePG that is furthest, of this cluster alone, and the bytes from the primary", async () => {
    const ledger = { namespace: "bank", name: "ledger", applicationName: "ledger-dr" };
    expect(await read("cloudnativepg", ledger)).toMatchObject({
      state: "replicating",
      lagSeconds: 1.5,
      behind: { amount: 8192, unit: "bytes" },
    });
    expect(await read("cloudnativepg", { namespace: "bank", name: "nothing" })).toMatchObject({ state: "unmeasured" });
  });

  it("takes the standby leader of Patroni, with the instant of its last transaction", async () => {
    const reading = await read("patroni", { scope: "cards" });
    expect(reading).toMatchObject({ state: "replicating", position: "16/B373EF00", behind: { amount: 256, unit: "bytes" } });
    expect(reading.lagSeconds).toBeGreaterThan(17);
    expect(reading.lagSeconds).toBeLessThan(26);
  });

  it("takes the slowest topic of MirrorMaker 2 that was asked for, and the records that all of them lack", async () => {
    expect(await read("mirrormaker2", { topics: "bank\\..+" })).toMatchObject({
      state: "replicating",
      lagSeconds: 2.5,
      behind: { amount: 12, unit: "records" },
      position: "400",
    });
  });

  it("compares Vault's two logs, and Redis' two offsets", async () => {
    const vault = await read("vault", {});
    expect(vault).toMatchObject({ state: "replicating", position: "990", behind: { unit: "entries" } });
    // Five entries a second are written, and at least ten are missing.
    expect(vault.lagSeconds).toBeGreaterThan(1);
    expect(await read("redis", { labels: { service: "redis" } })).toMatchObject({ lagSeconds: 3, behind: { amount: 400, unit: "bytes" } });
  });

  it("asks a lost primary nothing, and says what is still known", async () => {
    const lost = { ...look, primary: { ...look.primary, isConnected: false } };
    expect(await read("redis", { labels: { service: "redis" } }, lost)).toMatchObject({ lagSeconds: 3, behind: null });
    expect(await read("vault", {}, lost)).toMatchObject({ state: "unmeasured" });
  });

  it("takes an owner's own queries, and passes on what Prometheus says of a wrong one", async () => {
    const reading = await read("promql", { durableAt: "files_synced_at", behind: { query: "files_missing", unit: "records" } });
    expect(reading).toMatchObject({ state: "replicating", behind: { amount: 12, unit: "records" } });
    expect(reading.lagSeconds).toBeGreaterThan(55);
    const wrong = await read("promql", { lag: "sum(" });
    expect(wrong.state).toBe("unmeasured");
    expect(wrong.said?.message).toMatch(/^dr could not be asked: .*parse error/s);
    expect((await read("promql", { lag: "cnpg_pg_replication_lag" })).said?.message).toContain("Aggregate it to one");
  });
});
