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
  PolicyObjectWrong: "{object}: {problems}",
  TemplateWithoutConstraint: "The policy has a ConstraintTemplate and no constraint of its kind, so that nothing would be judged. Add one.",
  ConstraintWithoutTemplate:
    "The policy has a constraint of the kind {kind} and no ConstraintTemplate for it. Add the template, or correct the kind.",
  ExampleNeedsObject: "{example}: Gatekeeper judges objects. Write the object, or for a deletion the oldObject.",
  TestsTookTooLong: "The tests of the policy were stopped after {seconds} s. Make the policy cheaper, or keep fewer examples.",
  PolicyTestsFail:
    "{failed} of {examples} examples of version {version} do not come out as they say, {example} first. Correct the policy or its tests, and save.",
  PolicyTestsOff: "No hub is at work that could run the tests of the policy. Start a hub of this release, then try again.",
  PolicyTestsAbsent: "Version {version} of this policy has no tests. Add some, and save.",
  PolicyTestsTooLarge: "The policy and its tests are {bytes} bytes, and {most} is the most. Shorten them, or split the policy.",
  LibraryPolicyAbsent: "There is no policy {policy} in the library.",
  RolledBackBy: "Rolled back by {name}.",
} as const;
