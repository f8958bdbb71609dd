/** What a step is about, what it changes and how that is taken back. */
export const stepPhrases = {
  OneApprovalByOthers: "1 approval by others than the requester",
  ApprovalsByOthers: "{required} approvals by others than the requester",
  OneReplicaReady: "1 replica, all ready",
  ReplicasReady: "{replicas} replicas, all ready",
  ReplicasAsBefore: "the replicas that it had",
  WeightsAsBefore: "the weights that it had",
  RouteOf: "{object}, route {route}",
  RuleOf: "{object}, rule {rule}",
  UrlAnswers: "GET {url} is {status}, {times} times in a row",
  QueryHolds: "{condition}, {times} times in a row",
  NothingToUndo: "nothing to undo",
} as const;
