/** Why a cluster has no value for a target of a case. */
export const casePhrases = {
  OnlyLastKnown: "the agent is not connected; last known: {value}",
  NothingKnown: "nothing",
  ObjectNotThere: "there is no such object",
  QueryReturnedNothing: "the query returned nothing",
  QueryFailed: "the query failed",
} as const;
