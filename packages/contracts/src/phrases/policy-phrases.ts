/** What a rollout says, and what its clusters say on the way. */
export const policyPhrases = {
  PolicyAtVersion: "{policy} version {version}",
  SentToAgent: "sent to the agent",
  AgentCouldNotApply: "the agent could not apply it",
  ObjectNotAsPushed: "{object} is not as pushed",
  ObjectStillThere: "{object} is still there",
  ReadBackWrong: "read back: {wrong}",
  TriedAgain: "tried again: {wrong}",
  ReadBackRight: "read back from the cluster",
  ServerWarns: "the API server warns: {warnings}",
  WaveFailed: "Halted: {failed} of {clusters} clusters of this wave failed.",
  RolloutHaltedBy: "Halted by {name}: {reason}",
  RolloutDeclinedBy: "Declined by {name}: {comment}",
  NoComment: "no comment",
  RolledBackBy: "Rolled back by {name}.",
} as const;
