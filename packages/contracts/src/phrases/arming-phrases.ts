import type { ArmingPhase } from "../arming";

type Words = { readonly [P in ArmingPhase as `Arming${P}`]: string };

const words: Words = {
  ArmingAwaitingApproval: "waiting for approval",
  ArmingArmed: "armed",
  ArmingDeclined: "declined",
  ArmingExpired: "over",
  ArmingDisarmed: "disarmed",
  ArmingLapsed: "lapsed",
  ArmingSpent: "spent",
};

/** What is said of plans that may be begun without a person, and of those who watch for that. */
export const armingPhrases = {
  ...words,
  TriggerMissing:
    "This plan says nothing of a trigger, so it can't be armed. Add spec.trigger with an address of the primary that the standby can ask.",
  OthersNotArmed: "This plan acts on clusters beside its pair, and an arming is about the pair alone. It takes a person to begin it.",
  GroupArmedAlready: "{plan} of this protection group is armed already, or waits to be. Disarm it first.",
  ArmedAtStandby: "This group runs at {standby}: there is nothing to fail over from. Bring it back first.",
  ArmingNotDecidable: "The arming is {phase}: there is nothing to decide.",
  ArmingTooLate: "The time to decide about this arming is over. Ask for it again.",
  ArmingNotOpen: "The arming is {phase}: there is nothing to disarm.",
  ArmingAbsent: "There is no such arming.",
  ArmingNobodyDecided: "Nobody decided about the arming in time.",
  ArmingRanOut: "The time for which it was armed is over.",
  ArmingNewVersion: "{name} saved version {version} of the plan, and version {armed} was approved. Arm it again.",
  ArmingGroupMoved: "The group runs at {standby} by now.",
  ArmingTakenBack: "{name} disarmed it.",
  ArmingNotAsApproved: "What stands in the store is not what was approved. Arm it again.",
  ArmingBegan: "{primary} was lost, and a run was begun.",
  HeartbeatArrives: "the heartbeat of its agent arrives",
  HeartbeatGone: "its agent sends no heartbeat",
  HeartbeatUnknown: "no hub can say how its agent stands",
  ProbeAnswered: "{site} got the answer {status}",
  ProbeSilent: "{site} gets no answer: {said}",
  ProbeImpossible: "{site} could not ask: {said}",
  NeverAnsweredHere: "nothing has been seen of it here since the plan was armed, so that its silence says nothing ({said})",
  ReportedLost: "{source} has reported it lost",
  ReportedBack: "{source} has reported that it answers",
  NothingReported: "{source} has reported nothing in {seconds} s",
  AlarmIsSo: "{alarm} at {site} is {value}, which is {condition}",
  AlarmIsNotSo: "{alarm} at {site} is {value}, which is not {condition}",
  AlarmUnreadable: "{alarm} at {site} can't be read: {why}",
  AlarmNeverQuiet: "it has been so ever since the plan was armed, which says nothing ({said})",
  SourceNameTaken: "There is a trigger source {name} already, or was one. Choose another name.",
  SourcesTooMany: "There are {most} trigger sources, which is the most. Revoke one first.",
  SourceAbsent: "There is no such trigger source.",
  SourceRevokedBefore: "This trigger source was revoked already.",
  SourceSecretUnknown: "Send the secret of a trigger source as a bearer token. This one is unknown or was revoked.",
  SourceTooOften: "This source reports too often. Wait {seconds} s.",
  SiteEventTooLarge: "This event is too large.",
  SiteEventTooOld:
    "The event is of {time}: it must be no more than {minutes} minutes old, and not of the future. Is the clock of its source right?",
  SiteEventOfNoCluster: "There is no cluster {cluster}. The subject of an event is a cluster's name.",
  CloudEventExpected: "Send one CloudEvent: as {type}, or with its attributes in ce- headers. Batches are not taken.",
  CloudEventUnreadable: "This is not an event that is understood here: {problems}",
  TriggerRests: "the group's last run has just ended: {left} s of the {delay} s of this plan are left to wait",
  TriggeredBecause: "{primary} is lost: {vantages}",
} as const;
