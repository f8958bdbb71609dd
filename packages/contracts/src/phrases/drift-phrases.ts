/** What is said of objects of a policy that are not as pushed. */
export const driftPhrases = {
  DriftEnded: "The object is as pushed again: there is nothing to correct.",
  DriftWaitsForRollout: "A rollout of this policy is on its way to the cluster. Wait for its end, then look again.",
  DriftReportedOnly: "The policy only reports drift.",
  DriftAutomationStopped:
    "Automation or all rollouts are stopped, so nothing is corrected without a person. Correct it by hand, or let them run again.",
  DriftKeepsComing:
    "It was corrected {most} times within an hour and keeps coming back. Somebody or something wants it otherwise: find out who, then correct it by hand.",
  DriftCorrectionRefused: "The last correction did not work: {said}",
  DriftCorrecting: "A correction was sent to the agent.",
  DriftsOpen: "{count} of its objects are not as pushed",
  DriftOver: "as pushed again",
  DriftAbsent: "There is no such drift.",
  DriftAppliedUnknown: "What last reached this cluster is not kept any more, and something else is wanted by now. Push the policy again.",
  DriftObjectUntold: "The API server would not say what it would make of the pushed {object}: {said}",
} as const;
