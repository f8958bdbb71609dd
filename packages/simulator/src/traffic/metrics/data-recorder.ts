import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import type { Noise } from "../noise";

/** What both sides of the bank's replicated data stand at. All positions only grow. */
export interface DataPositions {
  /** Bytes of the primary's write-ahead log. */
  readonly primaryLsn: number;
  readonly standbyLsn: number;
  /** Entries of Vault's write-ahead log. */
  readonly primaryWal: number;
  readonly standbyWal: number;
  /** How far the standby is behind. */
  readonly lagSeconds: number;
  /** Nothing arrives from the primary any more: it is gone. */
  readonly isCutOff: boolean;
  readonly mirrorAgeMs: number;
  /** Records that the source holds and the target lacks, as far as the mirror knows. */
  readonly mirrorLag: number;
  readonly mirroredRecords: number;
}

/** Whether a cluster holds the primary or the standby of the data. */
export type DataRole = "primary" | "standby";

const TOPICS = ["bank.transfers", "bank.ledger"] as const;

/** What PostgreSQL (CloudNativePG), MirrorMaker 2 and Vault of one cluster say of their replication. */
export class DataRecorder {
  private readonly postgres: MeterGroup;
  private readonly mirror: MeterGroup;
  private readonly vault: MeterGroup;
  private readonly noise: Noise;
  private role: DataRole | undefined;

  constructor(store: SeriesStore, noise: Noise) {
    this.postgres = new MeterGroup(store, { job: "bank/bank-db", namespace: "bank", pod: "bank-db-0", cnpg_io_cluster: "bank-db" });
    this.mirror = new MeterGroup(store, { job: "mirrormaker", namespace: "bank", source: "prod", target: "dr" });
    this.vault = new MeterGroup(store, { job: "vault", namespace: "vault", instance: "vault-0" });
    this.noise = noise;
  }

  record(atMs: number, role: DataRole, positions: DataPositions): void {
    // What a side said in its other role ends with it.
    if (this.role !== role) this.reset();
    this.role = role;
    this.recordPostgres(role, positions);
    if (role === "primary") {
      this.vault.set("vault_replication_wal_last_dr_wal", Math.floor(positions.primaryWal));
      return;
    }
    this.vault.set("vault_replication_fsm_last_remote_wal", Math.floor(positions.standbyWal));
    this.vault.set("vault_replication_wal_gap", Math.max(0, Math.floor(positions.primaryWal) - Math.floor(positions.standbyWal)));
    for (const topic of TOPICS) {
      const wander = 1 + 0.3 * this.noise.smooth(`mirror/${topic}`, atMs, 15_000);
      const labels = { topic, partition: "0" };
      const prefix = "kafka_connect_mirror_mirrorsourceconnector";
      // Without records Kafka has no age of any.
      const ageMs = positions.isCutOff ? Number.NaN : Math.round(positions.mirrorAgeMs * wander);
      this.mirror.set(`${prefix}_record_age_ms_max`, ageMs, labels);
      this.mirror.set(`${prefix}_replication_latency_ms_max`, Math.round(ageMs * 0.8), labels);
      this.mirror.set("kafka_consumer_fetch_manager_records_lag", Math.round(positions.mirrorLag / TOPICS.length), labels);
      this.mirror.set(`${prefix}_record_count`, Math.floor(positions.mirroredRecords / TOPICS.length), labels);
    }
  }

  reset(): void {
    for (const group of [this.postgres, this.mirror, this.vault]) group.retire();
  }

  private recordPostgres(role: DataRole, { primaryLsn, standbyLsn, lagSeconds, isCutOff }: DataPositions): void {
    this.postgres.set("cnpg_collector_up", 1, { cluster: "bank-db" });
    this.postgres.set("cnpg_pg_replication_in_recovery", Number(role === "standby"));
    this.postgres.set("cnpg_pg_replication_is_wal_receiver_up", Number(role === "standby" && !isCutOff));
    this.postgres.set("cnpg_pg_replication_lag", role === "standby" ? Math.round(lagSeconds * 1_000) / 1_000 : 0);
    if (role === "standby") {
      this.postgres.set("pg_stat_walreceiver_flushed_lsn", Math.floor(standbyLsn));
      return;
    }
    const standby = { application_name: "bank-db-dr" };
    this.postgres.set("pg_stat_replication_pg_current_wal_lsn_bytes", Math.floor(primaryLsn), standby);
    this.postgres.set("cnpg_pg_stat_replication_replay_diff_bytes", Math.max(0, Math.floor(primaryLsn) - Math.floor(standbyLsn)), standby);
  }
}
