import type { DataReading } from "../../data/data-plane";
import type { MirrorReading } from "../../data/mirror-flow";
import type { PostgresReading } from "../../data/postgres-members";
import type { VaultReading } from "../../data/vaults";
import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import type { Noise } from "../noise";

const TOPICS = ["bank.transfers", "bank.ledger"] as const;
const SOURCE_CONNECTOR = "kafka_connect_mirror_mirrorsourceconnector";

/** What PostgreSQL (CloudNativePG), MirrorMaker 2 and Vault of one cluster say of their replication. */
export class DataRecorder {
  private readonly postgres: MeterGroup;
  private readonly standbys: MeterGroup;
  private readonly mirrors = new Map<string, MeterGroup>();
  private readonly vault: MeterGroup;
  private readonly noise: Noise;
  private readonly store: SeriesStore;
  /** What every side said last of its role: what it said in another ends with it. */
  private said = new Map<MeterGroup, string>();

  constructor(store: SeriesStore, noise: Noise) {
    const instance = { job: "bank/bank-db", namespace: "bank", pod: "bank-db-0", cnpg_io_cluster: "bank-db" };
    this.postgres = new MeterGroup(store, instance);
    this.standbys = new MeterGroup(store, instance);
    this.vault = new MeterGroup(store, { job: "vault", namespace: "vault", instance: "vault-0" });
    this.noise = noise;
    this.store = store;
  }

  record(atMs: number, { postgres, vault, mirrors }: DataReading): void {
    if (postgres) this.recordPostgres(postgres);
    if (vault) this.recordVault(vault);
    for (const [key, group] of this.mirrors) if (!mirrors.some((mirror) => keyOf(mirror) === key)) group.retire();
    for (const mirror of mirrors) this.recordMirror(atMs, mirror);
  }

  reset(): void {
    for (const group of [this.postgres, this.standbys, this.vault, ...this.mirrors.values()]) group.retire();
  }

  private inRole(group: MeterGroup, role: string): MeterGroup {
    if (this.said.get(group) !== role) group.retire();
    this.said.set(group, role);
    return group;
  }

  private recordPostgres({ isWritable, lsn, isReceiving, lagSeconds, standbys }: PostgresReading): void {
    const postgres = this.inRole(this.postgres, isWritable ? "primary" : "standby");
    postgres.set("cnpg_collector_up", 1, { cluster: "bank-db" });
    postgres.set("cnpg_pg_replication_in_recovery", Number(!isWritable));
    postgres.set("cnpg_pg_replication_is_wal_receiver_up", Number(isReceiving));
    postgres.set("cnpg_pg_replication_lag", Math.round(lagSeconds * 1_000) / 1_000);
    if (!isWritable) postgres.set("pg_stat_walreceiver_flushed_lsn", Math.floor(lsn));
    const names = standbys.map(({ applicationName }) => applicationName).join();
    for (const { applicationName, behind } of standbys) {
      const standby = { application_name: applicationName };
      const group = this.inRole(this.standbys, names);
      group.set("pg_stat_replication_pg_current_wal_lsn_bytes", Math.floor(lsn), standby);
      group.set("cnpg_pg_stat_replication_replay_diff_bytes", Math.floor(behind), standby);
    }
    if (standbys.length === 0) this.inRole(this.standbys, "");
  }

  private recordVault({ mode, wal, gap }: VaultReading): void {
    const vault = this.inRole(this.vault, mode);
    if (mode === "primary") {
      vault.set("vault_replication_wal_last_dr_wal", Math.floor(wal));
      return;
    }
    vault.set("vault_replication_fsm_last_remote_wal", Math.floor(wal));
    vault.set("vault_replication_wal_gap", gap);
  }

  private recordMirror(atMs: number, mirror: MirrorReading): void {
    const { source, target, ageMs, behind, mirrored } = mirror;
    const known = this.mirrors.get(keyOf(mirror));
    const group = known ?? new MeterGroup(this.store, { job: "mirrormaker", namespace: "bank", source, target });
    this.mirrors.set(keyOf(mirror), group);
    for (const topic of TOPICS) {
      const wander = 1 + 0.3 * this.noise.smooth(`mirror/${topic}`, atMs, 15_000);
      // The connector's own figures are about the topic as the target has it, those of its consumer about the source's.
      const copied = { topic: `${source}.${topic}`, partition: "0" };
      const age = Math.round(ageMs * wander);
      group.set(`${SOURCE_CONNECTOR}_record_age_ms_max`, age, copied);
      group.set(`${SOURCE_CONNECTOR}_replication_latency_ms_max`, Math.round(age * 0.8), copied);
      group.set(`${SOURCE_CONNECTOR}_record_count`, Math.floor(mirrored / TOPICS.length), copied);
      group.set("kafka_consumer_fetch_manager_records_lag", Math.round(behind / TOPICS.length), { topic, partition: "0" });
    }
  }
}

const keyOf = ({ source, target }: MirrorReading): string => `${source}->${target}`;
