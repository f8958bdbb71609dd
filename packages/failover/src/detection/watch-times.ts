import type { Trigger } from "@holdfast/contracts/trigger";
import type { LossRule } from "@holdfast/domain/detection/primary-loss";

/** How often the primary of an armed plan is looked at. */
export const LOOK_MS = 500;

/** The probing agent's own timeout ends first; this one is for a link that went silent. */
export const LINK_MARGIN_MS = 1000;

/** What a busy hub may be late by without what it saw before counting for nothing. */
const SLACK_MS = 1500;

/** The rule of a plan's trigger. */
export const lossRule = ({ holdDownSeconds, probe, alarms }: Trigger): LossRule => ({
  holdDownMs: holdDownSeconds * 1000,
  longestGapMs: LOOK_MS + probe.timeoutMs + LINK_MARGIN_MS + SLACK_MS,
  isAlarmEnough: alarms?.enough ?? false,
});
