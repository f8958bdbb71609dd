import { worded } from "@holdfast/contracts/worded";
import { selector } from "../promql-text";
import { behindOf, broken, numberOf, replicating, unmeasured } from "../reading";
import { defineStore } from "../store-kind";

/**
 * Redis, by the metrics of redis_exporter: the offset of the replica against that of its master. While they differ, or only the
 * replica can be asked, the lag is the time since the replica last heard its master: what it lacks is no older.
 */
export const redis = defineStore({
  kind: "redis",
  seesSource: true,
  questions({ labels }) {
    const of = selector(labels);
    return [
      { id: "link", at: "standby", ask: { promql: `min(redis_master_link_up${of})` } },
      { id: "heard", at: "standby", ask: { promql: `max(redis_master_last_io_seconds_ago${of})` } },
      { id: "held", at: "standby", ask: { promql: `max(redis_slave_repl_offset${of})` } },
      { id: "written", at: "primary", ask: { promql: `max(redis_master_repl_offset${of})` } },
    ];
  },
  read(answers) {
    const [link, heard, held, written] = ["link", "heard", "held", "written"].map((id) => numberOf(answers, id)) as (number | null)[];
    if (link == null) return unmeasured(worded("StoreMetricAbsent", { metric: "redis_master_link_up" }));
    const known = {
      behind: held == null || written == null ? null : behindOf(written - held, "bytes"),
      position: held == null ? null : String(held),
    };
    if (link === 0) return broken(worded("ReplicaLinkDown"), known);
    if (known.behind?.amount === 0) return replicating(0, known);
    return heard == null || heard < 0
      ? unmeasured(worded("StoreMetricAbsent", { metric: "redis_master_last_io_seconds_ago" }))
      : replicating(heard, known);
  },
});
