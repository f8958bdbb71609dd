// The guards that people set: they say when nothing is to move, whatever the clusters say.
import type { RunOrigin } from "@holdfast/contracts/automation";
import { worded } from "@holdfast/contracts/worded";
import type { GuardOverride } from "./guard-overrides";
import type { Guard } from "./guards";

/** A freeze that holds now for the run's group. */
export interface HeldFreeze {
  readonly name: string;
  readonly reason: string;
  readonly until: Date;
}

/** What the guards look at that people set. */
export interface PeopleFacts {
  readonly origin: RunOrigin;
  /** Who stopped automation, and why; null while it may run. */
  readonly automationStop: { readonly byName: string; readonly reason: string } | null;
  /** Whether the primary is lost and the run is no drill: a freeze then only warns. */
  readonly isForced: boolean;
  readonly freezes: readonly HeldFreeze[];
  /** When the group's last run that had begun has ended; null when there was none. */
  readonly lastEndedAt: Date | null;
  readonly minimumDelaySeconds: number;
  /** How many other groups move now, and how many may move at once. */
  readonly otherGroupsMoving: number;
  readonly groupsAtOnce: number;
  /** What people have overridden for this run. */
  readonly overrides: readonly GuardOverride[];
  readonly now: Date;
}

const SECOND_MS = 1000;

/** An instant as the guards say it: to the minute, in UTC. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Automation is not stopped, or a person started the run. */
const killSwitch = ({ origin, automationStop: stop }: PeopleFacts): Guard => {
  const name = "kill-switch-off";
  if (origin === "person") return { name, isMet: true, ...worded("StartedByPerson"), canHeal: true };
  if (stop === null) return { name, isMet: true, ...worded("AutomationRuns"), canHeal: true };
  return { name, isMet: false, ...worded("AutomationStopped", { name: stop.byName, reason: stop.reason }), canHeal: true, pauses: true };
};

/** No freeze holds for the group, or the primary is lost. */
const noFreeze = ({ freezes, isForced }: PeopleFacts): Guard => {
  const name = "no-freeze-window";
  const longest = freezes.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0];
  if (!longest) return { name, isMet: true, ...worded("NoFreeze"), canHeal: true };
  const gaps = { freeze: longest.name, until: minuteOf(longest.until), reason: longest.reason };
  if (isForced) return { name, isMet: true, ...worded("FreezeDisregarded", gaps), canHeal: true };
  return { name, isMet: false, ...worded("FreezeHolds", gaps), canHeal: true, pauses: true };
};

/** The group has been at rest for long enough. */
const minimumDelay = ({ lastEndedAt, minimumDelaySeconds: delay, now }: PeopleFacts): Guard => {
  const name = "minimum-delay";
  const restedMs = lastEndedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastEndedAt.getTime();
  const leftSeconds = Math.ceil(delay - restedMs / SECOND_MS);
  if (leftSeconds <= 0) return { name, isMet: true, ...worded("RestedEnough", { delay }), canHeal: true };
  // Never more than the delay itself, should the clock have been set back.
  return { name, isMet: false, ...worded("RestsStill", { delay, left: Math.min(leftSeconds, delay) }), canHeal: true };
};

/** Fewer other groups move than may. */
const groupsAtOnce = ({ otherGroupsMoving: moving, groupsAtOnce: most }: PeopleFacts): Guard => {
  const isMet = moving < most;
  return { name: "groups-at-once", isMet, ...worded(isMet ? "GroupsFew" : "GroupsMany", { moving, most }), canHeal: true };
};

/** The guards that people set, before a run starts. */
export const peopleStartGuards = (facts: PeopleFacts): readonly Guard[] => [
  killSwitch(facts),
  noFreeze(facts),
  minimumDelay(facts),
  groupsAtOnce(facts),
];

/** The guards that people set, before an order that moves the group forward. */
export const peopleStepGuards = (facts: PeopleFacts): readonly Guard[] => [killSwitch(facts), noFreeze(facts)];
