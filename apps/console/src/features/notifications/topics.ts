import type { NotificationTopic } from "@holdfast/contracts/notification";

/** The topics as people choose them, by what they are about; a test holds them to the contract. */
export const topicGroups = {
  failover: [
    "failover.approval-needed",
    "failover.started",
    "failover.finished",
    "failover.failed",
    "failover.needs-operator",
    "failover.overridden",
    "store.beyond-rpo",
  ],
  drill: ["drill.skipped", "drill.missed", "drill.not-proven"],
  automation: [
    "automation.stopped",
    "automation.released",
    "arming.approval-needed",
    "arming.armed",
    "arming.ended",
    "watch.silent",
    "watch.held-back",
  ],
  rollout: ["rollout.approval-needed", "rollout.halted", "rollout.finished", "policy.drifted", "policy.drift-held"],
  cluster: ["cluster.lost", "cluster.back", "cluster.revoked", "finding.critical", "finding.resolved"],
  access: ["access.changed"],
  audit: ["audit.broken"],
} as const satisfies Record<string, readonly NotificationTopic[]>;

/** What topics are about. */
export type TopicGroup = keyof typeof topicGroups;

/** The groups in their order. */
export const topicGroupNames = Object.keys(topicGroups) as readonly TopicGroup[];

/** What somebody on call wants to be told of, as a beginning. */
export const firstTopics: readonly NotificationTopic[] = [
  "failover.approval-needed",
  "failover.failed",
  "failover.needs-operator",
  "failover.overridden",
  "rollout.halted",
  "cluster.lost",
  "cluster.back",
  "finding.critical",
  "audit.broken",
  "automation.stopped",
  "arming.approval-needed",
  "watch.held-back",
  "drill.missed",
];
