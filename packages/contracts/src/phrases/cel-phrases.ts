/** What is said about an admission policy that could not be judged here. */
export const celPhrases = {
  CelRanTooLong: "The policy was stopped after {seconds} s. Make its expressions cheaper, or ask about fewer objects at once.",
  CelThreadEnded: "The policy could not be judged: {cause}",
  CelPolicyRefused: "The policy cannot be judged, for an API server would not take it: {field}: {problem}",
} as const;
