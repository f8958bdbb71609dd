import type { DeliveryTopic } from "@holdfast/contracts/notification";
import type { WorkflowName } from "@holdfast/contracts/workflow";

/** The words of messages in one language: a sentence for each topic, and what stands before a value. */
export interface MessageWords {
  readonly titles: Record<DeliveryTopic, string>;
  /** What a run of a plan is called, by its workflow. */
  readonly workflows: Record<WorkflowName, string>;
  /** The same of a drill, which is nobody's alarm but moves what serves. */
  readonly drills: Record<WorkflowName, string>;
  readonly labels: Record<"when" | "where" | "who" | "detail", string>;
  readonly open: string;
  readonly between: string;
  /** Why the reader gets this. */
  readonly footer: string;
}

/** Messages in English. */
export const englishWords: MessageWords = {
  titles: {
    "failover.approval-needed": "{workflow} {plan} waits for approval",
    "failover.started": "{workflow} {plan} has started",
    "failover.finished": "{workflow} {plan} has ended: {phase}",
    "failover.failed": "{workflow} {plan} has failed",
    "failover.needs-operator": "{workflow} {plan} needs an operator",
    "failover.overridden": "GUARDS OVERRIDDEN by {name} for {workflow} {plan}: {guards}",
    "rollout.approval-needed": "The rollout of policy {policy} waits for approval",
    "rollout.halted": "The rollout of policy {policy} was halted",
    "rollout.finished": "The rollout of policy {policy} is complete",
    "policy.drifted": "{object} of policy {policy} is not as pushed",
    "policy.drift-held": "{object} of policy {policy} keeps being changed, and is not corrected any more",
    "cluster.lost": "Cluster {cluster} is unreachable",
    "cluster.back": "Cluster {cluster} is back",
    "cluster.revoked": "The agent of cluster {cluster} was revoked",
    "finding.critical": "Critical finding on {cluster}: {code}",
    "finding.resolved": "Critical finding on {cluster} is resolved: {code}",
    "access.changed": "Access changed: {action} for {user}",
    "audit.broken": "ALARM: the audit chain is broken at entry {seq}",
    "automation.stopped": "ALL AUTOMATION WAS STOPPED by {name}",
    "automation.released": "Automation runs again, released by {name}",
    "arming.approval-needed": "Arming {plan} waits for approval",
    "arming.armed": "{plan} is armed",
    "arming.ended": "{plan} is not armed any more",
    "watch.silent": "{primary} is silent from every side: {plan} is armed and holds down",
    "watch.held-back": "{primary} IS LOST AND {plan} IS HELD BACK",
    "drill.skipped": "The drill of {plan} was skipped ({schedule})",
    "drill.missed": "The drill of {plan} was missed ({schedule})",
    "drill.not-proven": "The drill of {plan} proves nothing",
    "store.beyond-rpo": "Data store {store} of {plan} is not within its RPO",
    "search-alert.firing": "Alert {search}: {found} found",
    "search-alert.new": "Alert {search}: {found} new",
    "search-alert.resolved": "Alert {search} is over: {found} found",
    test: "Test of the channel {channel}",
  },
  workflows: { activate: "Failover", failback: "Failback" },
  drills: { activate: "Drill: failover", failback: "Drill: failback" },
  labels: { when: "When", where: "Where", who: "Who", detail: "Details" },
  open: "Open in Holdfast",
  between: ", ",
  footer: "Sent by Holdfast, channel {channel}.",
};
