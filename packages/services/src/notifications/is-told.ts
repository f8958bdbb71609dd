import type { NotificationTopic } from "@holdfast/contracts/notification";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { matchesCluster, type SelectableCluster } from "@holdfast/domain/selector/matches-cluster";

/** The part of a channel that decides what it is told. */
export interface Listening {
  readonly topics: readonly NotificationTopic[];
  readonly selector: ClusterSelector;
}

/**
 * Whether a channel is told of a topic that concerns these clusters: it asked for the topic, and for one of the clusters. What concerns no
 * cluster is told whatever the channel's clusters are.
 */
export const isTold = ({ topics, selector }: Listening, topic: NotificationTopic, clusters: readonly SelectableCluster[]): boolean =>
  topics.includes(topic) && (clusters.length === 0 || clusters.some((cluster) => matchesCluster(selector, cluster)));
