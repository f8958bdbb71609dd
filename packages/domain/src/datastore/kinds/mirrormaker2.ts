import { worded } from "@holdfast/contracts/worded";
import { selector } from "../promql-text";
import { behindOf, numberOf, replicating, unmeasured } from "../reading";
import { defineStore } from "../store-kind";

const PREFIX = "kafka_connect_mirror_mirrorsourceconnector";
/** Strimzi's rules and its reporter spell the consumer's lag differently. */
const RECORDS_LAG = "kafka_consumer_(consumer_)?fetch_manager_(metrics_)?records_lag";

/**
 * Kafka MirrorMaker 2, by the metrics of its source connector. They say how long records take, not whether the source is there: while
 * nothing is mirrored they stand still or are not a number.
 */
export const mirrormaker2 = defineStore({
  kind: "mirrormaker2",
  seesSource: false,
  questions({ topics, labels }) {
    const of = selector(labels, { topic: topics });
    return [
      { id: "latencyMs", at: "standby", ask: { promql: `max(${PREFIX}_replication_latency_ms_max${of})` } },
      { id: "ageMs", at: "standby", ask: { promql: `max(${PREFIX}_record_age_ms_max${of})` } },
      { id: "count", at: "standby", ask: { promql: `sum(${PREFIX}_record_count${of})` } },
      { id: "behind", at: "standby", ask: { promql: `sum(${selector(labels, { __name__: RECORDS_LAG, topic: topics })})` } },
    ];
  },
  read(answers) {
    const [ageMs, latencyMs, count] = [numberOf(answers, "ageMs"), numberOf(answers, "latencyMs"), numberOf(answers, "count")];
    const behind = behindOf(numberOf(answers, "behind"), "records");
    const known = { behind, position: count === null ? null : String(Math.trunc(count)) };
    if (behind?.amount === 0) return replicating(0, known);
    const ms = ageMs === null ? latencyMs : Math.max(ageMs, latencyMs ?? 0);
    return ms === null ? unmeasured(worded("StoreMetricAbsent", { metric: `${PREFIX}_record_age_ms_max` })) : replicating(ms / 1000, known);
  },
});
