import { describe, expect, it, vi } from "vitest";
import { fakeFleet } from "./fake-fleet";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const CORE = 'reporter="source",destination_service_name="bank-core-service"';
const errorShare = (window: string) =>
  `sum(rate(istio_requests_total{${CORE},response_code=~"5.."}[${window}])) / sum(rate(istio_requests_total{${CORE}}[${window}])) or vector(0)`;

describe("the data of a region that is gone", () => {
  it("are copied no more: the standby's receiver stands still, and its lag is none because it knows of nothing more", async () => {
    const fleet = fakeFleet();
    fleet.pass(20);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_is_wal_receiver_up")).toBe(1);
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(10);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_is_wal_receiver_up")).toBe(0);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_lag")).toBe(0);
    expect(await fleet.ask("dr-shanghai", "max(kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max)")).toBeNaN();
    const held = await fleet.ask("dr-shanghai", "vault_replication_fsm_last_remote_wal");
    fleet.pass(30);
    expect(await fleet.ask("dr-shanghai", "vault_replication_fsm_last_remote_wal")).toBe(held);
    fleet.breakThings({});
    fleet.pass(10);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_is_wal_receiver_up")).toBe(1);
  });

  it("stay where they are, however long the clients wait elsewhere: only a promotion lets another site take the writes", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.dr.weights(0, 100);
    fleet.pass(300);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_in_recovery")).toBe(1);
    // Three of ten requests write.
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeCloseTo(0.3, 1);
    const failed = [...(fleet.sites[1]?.signals.logs.entries([], 0, fleet.now() * 1_000 + 1, false) ?? [])]
      .map(({ line }) => line)
      .filter((line) => line.includes(" 500 "));
    expect(failed.length).toBeGreaterThan(5);
    expect(failed.filter((line) => line.includes("GET"))).toEqual([]);
    fleet.promote("dr-shanghai");
    fleet.pass(20);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_replication_in_recovery")).toBe(0);
    expect(await fleet.ask("dr-shanghai", errorShare("10s"))).toBeLessThan(0.01);
  });

  it("can't be followed by the old primary, which has written what nobody else has, until it is made anew as a copy", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.dr.deploy("bank", "bank-core-service", 10);
    fleet.dr.weights(0, 100);
    fleet.promote("dr-shanghai");
    fleet.pass(30);
    fleet.breakThings({});
    fleet.prod.weights(0, 100);
    fleet.pass(30);
    expect(await fleet.ask("prod-hangzhou", "cnpg_pg_replication_in_recovery")).toBe(1);
    expect(await fleet.ask("prod-hangzhou", "cnpg_pg_replication_is_wal_receiver_up")).toBe(0);
    fleet.data.postgres.copy("bank-db-prod-hangzhou", "bank-db-dr-shanghai");
    fleet.pass(10);
    expect(await fleet.ask("prod-hangzhou", "cnpg_pg_replication_is_wal_receiver_up")).toBe(1);
    expect(await fleet.ask("dr-shanghai", "cnpg_pg_stat_replication_replay_diff_bytes")).toBeGreaterThan(0);
    expect(await fleet.ask("prod-hangzhou", "max(kafka_connect_mirror_mirrorsourceconnector_record_age_ms_max)")).toBeGreaterThan(0);
  });

  it("of Vault are at the standby until somebody calls its API", async () => {
    const fleet = fakeFleet();
    fleet.breakThings({ isLost: (site) => site === "prod-hangzhou" });
    fleet.pass(120);
    expect(await fleet.ask("dr-shanghai", "vault_replication_wal_last_dr_wal")).toBeNaN();
    expect(fleet.data.vaults.read("dr-shanghai")).toMatchObject({ mode: "secondary", isConnected: false });
    fleet.data.vaults.promote("dr-shanghai");
    fleet.pass(10);
    expect(await fleet.ask("dr-shanghai", "vault_replication_wal_last_dr_wal")).toBeGreaterThan(0);
  });

  it("of Kafka are mirrored by connectors that run, and by no others", async () => {
    const fleet = fakeFleet();
    const count = "sum(kafka_connect_mirror_mirrorsourceconnector_record_count)";
    const before = await fleet.ask("dr-shanghai", count);
    fleet.pass(20);
    expect(await fleet.ask("dr-shanghai", count)).toBeGreaterThan(before);
    fleet.dr.mirror("prod", "prod-hangzhou", "dr", "STOPPED");
    fleet.pass(20);
    expect(await fleet.ask("dr-shanghai", count)).toBeNaN();
  });
});
