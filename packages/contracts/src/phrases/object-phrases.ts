/** Why an object can't be acted on now. */
export const objectPhrases = {
  VerbNotOfKind: "A {kind} has nothing to {verb}.",
  CordonedAlready: "{name} is cordoned already.",
  NotCordoned: "{name} is not cordoned.",
  NotOrderable: "The agent of {cluster} is not connected, so nothing can be ordered there now.",
  NameNotTyped: "Type the name {name} to confirm that it is the one that you mean.",
} as const;
