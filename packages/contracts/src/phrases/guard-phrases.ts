/** What the guards of a run answer, met or not. */
export const guardPhrases = {
  SiteAnswers: "{site} answers",
  SiteSilent: "the agent of {site} is not connected",
  ClockAgrees: "the clock of {site} agrees",
  ClockIsOff: "the clock of {site} is off by {skewMs} ms",
  NoOtherRun: "no other run moves this group",
  OtherRun: "a run of {plans} moves this group",
  ApprovalsForHash: "{valid} of {required} approvals for this very hash",
  EpochIs: "epoch {epoch}",
  EpochDiffers: "the group is at epoch {groupEpoch}, the run at {runEpoch}",
  NothingBlocks: "nothing blocks the plan",
  PlanBlocked: "blocked: {findings}",
} as const;
