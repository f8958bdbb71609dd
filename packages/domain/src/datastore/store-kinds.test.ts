import { DataStore, storeParameters } from "@holdfast/contracts/data-store";
import { describe, expect, it } from "vitest";
import type { StoreAnswers } from "./store-kind";
import { bindStore } from "./store-kinds";

const now = new Date("2026-11-22T04:00:00Z");
const sites = { primary: "prod", standby: "dr" };
const aStore = (kind: string, parameters: object, more: object = {}) =>
  bindStore(DataStore.parse({ name: "s", kind, rpoSeconds: 5, with: parameters, ...more }));
const read = (kind: string, parameters: object, answers: StoreAnswers) => aStore(kind, parameters).read(answers, now);
const asked = (kind: string, parameters: object) =>
  aStore(kind, parameters)
    .questions(sites)
    .map(({ at, ask }) => `${at}: ${"promql" in ask ? ask.promql : `${ask.object.resource} ${ask.object.namespace}/${ask.object.name}`}`);

const place = { namespace: "bank", name: "ledger" };

describe("what is asked of a data store", () => {
  it("are the exporters' own metrics, narrowed to the store, at the site that copies", () => {
    expect(asked("cloudnativepg", { ...place, nameAt: { dr: "ledger.dr" }, applicationName: "ledger-dr" })).toEqual([
      'standby: min(cnpg_pg_replication_in_recovery{namespace="bank",pod=~"ledger\\\\.dr-[0-9]+"})',
      'standby: max(cnpg_pg_replication_is_wal_receiver_up{namespace="bank",pod=~"ledger\\\\.dr-[0-9]+"})',
      'standby: min(cnpg_pg_replication_lag{namespace="bank",pod=~"ledger\\\\.dr-[0-9]+"})',
      'primary: max(cnpg_pg_stat_replication_replay_diff_bytes{namespace="bank",application_name="ledger-dr",pod=~"ledger-[0-9]+"})',
    ]);
    expect(asked("zalando", place)[4]).toBe(
      'standby: max(patroni_xlog_replayed_timestamp{scope="ledger",namespace="bank"} and on (scope, name) (patroni_standby_leader{scope="ledger",namespace="bank"} == 1))',
    );
    expect(asked("mirrormaker2", { topics: "bank.*", labels: { namespace: "bank" } })[0]).toBe(
      'standby: max(kafka_connect_mirror_mirrorsourceconnector_replication_latency_ms_max{namespace="bank",topic=~"bank.*"})',
    );
    expect(asked("vault", {})).toContain("primary: max(vault_replication_wal_last_dr_wal)");
    expect(asked("redis", { labels: { job: 'a"b' } })[0]).toBe('standby: min(redis_master_link_up{job="a\\"b"})');
    expect(asked("ramen", place)).toEqual([
      "standby: drplacementcontrols.ramendr.openshift.io bank/ledger",
      "primary: volumereplicationgroups.ramendr.openshift.io bank/ledger",
    ]);
  });

  it("is the owner's own query alone where there is one", () => {
    const store = aStore("redis", {}, { lagQuery: "my_lag" });
    expect(store.questions(sites)).toEqual([{ id: "lag", at: "standby", ask: { promql: "my_lag" } }]);
    expect(store.read({ lag: 2.5 }, now)).toMatchObject({ state: "replicating", lagSeconds: 2.5 });
    expect(store.read({ lag: null }, now)).toMatchObject({ state: "unmeasured" });
  });
});

describe("what the answers of a data store mean", () => {
  it.each<[string, string, object, StoreAnswers, object]>([
    [
      "CloudNativePG follows",
      "cloudnativepg",
      place,
      { recovery: 1, receiver: 1, lag: 0.4, behind: 812 },
      { state: "replicating", lagSeconds: 0.4, behind: { amount: 812, unit: "bytes" } },
    ],
    [
      "CloudNativePG that says no lag because nothing arrives",
      "cloudnativepg",
      place,
      { recovery: 1, receiver: 0, lag: 0 },
      { state: "broken", lagSeconds: null },
    ],
    [
      "CloudNativePG that follows an archive",
      "cloudnativepg",
      { ...place, by: "archive" },
      { recovery: 1, receiver: 0, lag: 40 },
      { state: "replicating", durableAt: new Date("2026-11-22T03:59:20Z") },
    ],
    ["CloudNativePG that takes writes itself", "cloudnativepg", place, { recovery: 0, receiver: 0, lag: 0 }, { state: "broken" }],
    ["CloudNativePG without a receiver's metric", "cloudnativepg", place, { recovery: 1, receiver: null, lag: 0 }, { state: "unmeasured" }],
    ["CloudNativePG without metrics", "cloudnativepg", place, { recovery: null, receiver: null, lag: null }, { state: "unmeasured" }],
    [
      "Patroni that has replayed all",
      "patroni",
      { scope: "ledger" },
      { primary: 0, streaming: 1, received: 96, replayed: 96, replayedAt: 1 },
      { state: "replicating", lagSeconds: 0, position: "0/60", durableAt: null },
    ],
    [
      "Patroni that lags",
      "patroni",
      { scope: "ledger" },
      { primary: 0, streaming: 1, received: 0x16_b374_d848, replayed: 0x16_b374_d800, replayedAt: now.getTime() / 1000 - 7 },
      { lagSeconds: 7, behind: { amount: 72, unit: "bytes" }, position: "16/B374D800" },
    ],
    [
      "Patroni that nothing reaches",
      "patroni",
      { scope: "ledger" },
      { primary: 0, streaming: 0, received: 96, replayed: 96, replayedAt: now.getTime() / 1000 - 60 },
      { state: "broken", durableAt: new Date("2026-11-22T03:59:00Z") },
    ],
    [
      "MirrorMaker 2",
      "mirrormaker2",
      {},
      { ageMs: 900, latencyMs: 700, count: 12.0, behind: 3 },
      { lagSeconds: 0.9, behind: { amount: 3, unit: "records" }, position: "12" },
    ],
    [
      "MirrorMaker 2 that has mirrored all, and has no age of late",
      "mirrormaker2",
      {},
      { ageMs: Number.NaN, latencyMs: Number.NaN, count: 12, behind: 0 },
      { state: "replicating", lagSeconds: 0 },
    ],
    [
      "MirrorMaker 2 that is idle and does not count",
      "mirrormaker2",
      {},
      { ageMs: Number.NaN, latencyMs: null, count: 12, behind: null },
      { state: "unmeasured" },
    ],
    [
      "Vault that lags",
      "vault",
      {},
      { held: 100, written: 130, perSecond: 10 },
      { lagSeconds: 3, behind: { amount: 30, unit: "entries" }, position: "100" },
    ],
    ["Vault that has all", "vault", {}, { held: 130, written: 130, perSecond: 0 }, { lagSeconds: 0 }],
    [
      "Vault that lags behind a primary that writes nothing",
      "vault",
      {},
      { held: 100, written: 130, perSecond: 0 },
      { state: "unmeasured" },
    ],
    ["Vault whose primary can't be asked", "vault", {}, { held: 100 }, { state: "unmeasured" }],
    [
      "Redis that has all",
      "redis",
      {},
      { link: 1, heard: 9, held: 50, written: 50 },
      { lagSeconds: 0, behind: { amount: 0, unit: "bytes" } },
    ],
    ["Redis whose master can't be asked", "redis", {}, { link: 1, heard: 2, held: 50 }, { lagSeconds: 2, behind: null, position: "50" }],
    ["Redis without its master", "redis", {}, { link: 0, heard: -1, held: 50 }, { state: "broken" }],
    [
      "Ramen",
      "ramen",
      place,
      { control: { status: { lastGroupSyncTime: "2026-11-22T03:55:00Z" } } },
      { lagSeconds: 300, durableAt: new Date("2026-11-22T03:55:00Z") },
    ],
    [
      "Ramen whose protection broke",
      "ramen",
      place,
      {
        control: null,
        group: {
          status: {
            lastGroupSyncTime: "2026-11-22T03:55:00Z",
            conditions: [{ type: "DataProtected", status: "False", message: "no peer" }],
          },
        },
      },
      { state: "broken", durableAt: new Date("2026-11-22T03:55:00Z") },
    ],
    ["Ramen that never synced", "ramen", place, { control: { status: {} } }, { state: "unmeasured" }],
    ["an object that is something else", "ramen", place, { control: { status: { lastGroupSyncTime: 5 } } }, { state: "unmeasured" }],
    [
      "a query of its own for the durable point",
      "promql",
      { durableAt: "x" },
      { durableAt: now.getTime() / 1000 - 30 },
      { lagSeconds: 30, durableAt: new Date("2026-11-22T03:59:30Z") },
    ],
    ["a query of its own that gives nothing", "promql", { lag: "x" }, { lag: null }, { state: "unmeasured" }],
  ])("%s", (_, kind, parameters, answers, expected) => {
    expect(read(kind, parameters, answers)).toMatchObject(expected);
  });

  it("is nothing, said with a reason, when no question was answered, for every kind", () => {
    const parameters: Record<string, object> = { patroni: { scope: "x" }, promql: { lag: "x" } };
    for (const kind of Object.keys(storeParameters)) {
      const reading = read(kind, parameters[kind] ?? place_(kind), {});
      expect([kind, reading.state, reading.lagSeconds, reading.said === null]).toEqual([kind, "unmeasured", null, false]);
    }
  });
});

const place_ = (kind: string): object => (["cloudnativepg", "zalando", "ramen"].includes(kind) ? place : {});
