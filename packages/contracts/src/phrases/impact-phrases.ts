/** What is said of a look at what a policy would say of what runs now. */
export const impactPhrases = {
  ImpactNeedsParameters: "{policy} is not judged here: it reads parameters of the cluster.",
  ImpactNeedsAuthorizer: "{policy} is not judged here: it asks what the writer may do.",
  ImpactOfOtherWrites: "{policy} is not judged here: it is about neither creations nor updates.",
  ImpactPolicyUnreadable: "{policy} is not judged here: its spec is not that of a ValidatingAdmissionPolicy.",
  ImpactNotReadable: "{resource} are not judged: {said}",
  ImpactOfSubresource: "{resource} is not judged: what is written through a subresource leaves nothing to judge again.",
  ImpactNotObserved: "{resource} are not judged: the agent does not observe them.",
  ImpactOnlyObserved: "A rule is about everything: judged is what the agent observes of it.",
  ImpactBroke: "It could not be judged. The hub's log says why.",
  ImpactAbsent: "Nobody asked for the impact of this version. Preview it.",
  ImpactEnded: "It has ended already.",
  ListForgotten: "The API server forgot the list of {resource} while it was read, three times in a row. Try again when it is less busy.",
} as const;
