import { worded } from "@holdfast/contracts/worded";
import { selector } from "../promql-text";
import { behindOf, numberOf, replicating, unmeasured } from "../reading";
import { defineStore } from "../store-kind";

/**
 * Disaster recovery replication of Vault: the last entry of the log at the primary against the last that the secondary has. How many
 * seconds the entries between are is what the primary wrote per second of late.
 */
export const vault = defineStore({
  kind: "vault",
  seesSource: false,
  questions({ labels }) {
    const of = selector(labels);
    return [
      { id: "held", at: "standby", ask: { promql: `max(vault_replication_fsm_last_remote_wal${of})` } },
      { id: "written", at: "primary", ask: { promql: `max(vault_replication_wal_last_dr_wal${of})` } },
      { id: "perSecond", at: "primary", ask: { promql: `max(rate(vault_replication_wal_last_dr_wal${of}[5m]))` } },
    ];
  },
  read(answers) {
    const [held, written, perSecond] = [numberOf(answers, "held"), numberOf(answers, "written"), numberOf(answers, "perSecond")];
    if (held === null) return unmeasured(worded("StoreMetricAbsent", { metric: "vault_replication_fsm_last_remote_wal" }));
    if (written === null) return unmeasured(worded("StoreMetricAbsent", { metric: "vault_replication_wal_last_dr_wal" }));
    const behind = behindOf(written - held, "entries");
    const known = { behind, position: String(held) };
    if (written <= held) return replicating(0, known);
    return perSecond === null || perSecond <= 0
      ? unmeasured(worded("StoreStandsStill", { behind: written - held }))
      : replicating((written - held) / perSecond, known);
  },
});
