import { worded } from "@holdfast/contracts/worded";
import { literal, selector } from "../promql-text";
import { behindOf, broken, numberOf, replicating, unmeasured } from "../reading";
import { defineStore } from "../store-kind";

const ofInstances = (namespace: string, name: string) => selector({ namespace }, { pod: `${literal(name)}-[0-9]+` });

/**
 * CloudNativePG, by what its instances export: `cnpg_pg_replication_*`. A standby whose primary is gone has replayed all that it got
 * and says no lag, so the figure counts only while its WAL receiver runs.
 */
export const cloudnativepg = defineStore({
  kind: "cloudnativepg",
  seesSource: true,
  questions({ namespace, name, nameAt, applicationName }, { primary, standby }) {
    const here = ofInstances(namespace, nameAt[standby] ?? name);
    const there = selector(
      { namespace, ...(applicationName === undefined ? {} : { application_name: applicationName }) },
      { pod: `${literal(nameAt[primary] ?? name)}-[0-9]+` },
    );
    return [
      { id: "recovery", at: "standby", ask: { promql: `min(cnpg_pg_replication_in_recovery${here})` } },
      { id: "receiver", at: "standby", ask: { promql: `max(cnpg_pg_replication_is_wal_receiver_up${here})` } },
      // The instance that takes over is the one that is furthest: those behind it follow it.
      { id: "lag", at: "standby", ask: { promql: `min(cnpg_pg_replication_lag${here})` } },
      ...(applicationName === undefined
        ? []
        : [{ id: "behind", at: "primary", ask: { promql: `max(cnpg_pg_stat_replication_replay_diff_bytes${there})` } } as const]),
    ];
  },
  read(answers, now, { by }) {
    const [lag, receiver] = [numberOf(answers, "lag"), numberOf(answers, "receiver")];
    if (lag === null) return unmeasured(worded("StoreMetricAbsent", { metric: "cnpg_pg_replication_lag" }));
    const behind = behindOf(numberOf(answers, "behind"), "bytes");
    if (numberOf(answers, "recovery") === 0) return broken(worded("StoreTakesWrites"));
    // From an archive nobody streams, and the lag is the age of the last transaction that was replayed.
    if (by === "archive") return replicating(lag, { durableAt: new Date(now.getTime() - lag * 1000), behind });
    if (receiver === 0) return broken(worded("WalReceiverDown"), { behind });
    return receiver === null
      ? unmeasured(worded("StoreMetricAbsent", { metric: "cnpg_pg_replication_is_wal_receiver_up" }))
      : replicating(lag, { behind });
  },
});
