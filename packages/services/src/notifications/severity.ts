import type { DeliveryTopic } from "@holdfast/contracts/notification";

/** How loud a message is: `critical` is worth waking somebody. */
export type Severity = "critical" | "warning" | "info";

const loud: Partial<Record<DeliveryTopic, Severity>> = {
  "audit.broken": "critical",
  "automation.stopped": "critical",
  "automation.released": "warning",
  "watch.silent": "critical",
  "watch.held-back": "critical",
  "arming.approval-needed": "warning",
  "arming.ended": "warning",
  "drill.skipped": "warning",
  "drill.missed": "warning",
  "drill.not-proven": "warning",
  "store.beyond-rpo": "warning",
  "cluster.lost": "critical",
  "failover.failed": "critical",
  "failover.needs-operator": "critical",
  "failover.overridden": "critical",
  "finding.critical": "critical",
  "cluster.revoked": "warning",
  "failover.approval-needed": "warning",
  "rollout.approval-needed": "warning",
  "rollout.halted": "warning",
  "policy.drifted": "warning",
  "policy.drift-held": "warning",
  "search-alert.firing": "warning",
  "search-alert.new": "warning",
};

/** How loud a topic is. */
export const severityOf = (topic: DeliveryTopic): Severity => loud[topic] ?? "info";
