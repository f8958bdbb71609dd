import { OverridableGuard } from "@holdfast/contracts/guard-override";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Guard } from "./guards";
import { minuteOf } from "./people-guards";

/** What a person has said about guards of one run. */
export interface GuardOverride {
  readonly guards: readonly string[];
  readonly byName: string;
  readonly reason: string;
  readonly expiresAt: Date;
}

const isOverridable = (name: string): boolean => (OverridableGuard.options as readonly string[]).includes(name);

/**
 * The guards as they count: one that is not met, may be overridden and is, lets the run go on, and says who is to answer for it. What may
 * not be overridden stays as it is, whatever a row says.
 */
export const withOverrides = (guards: readonly Guard[], overrides: readonly GuardOverride[], now: Date): readonly Guard[] =>
  guards.map((guard) => {
    const found = overrides.find((each) => each.expiresAt > now && each.guards.includes(guard.name));
    if (guard.isMet || !found || !isOverridable(guard.name)) return guard;
    const gaps = { name: found.byName, until: minuteOf(found.expiresAt), reason: found.reason, said: textOf(guard) };
    return { name: guard.name, canHeal: guard.canHeal, isMet: true, isOverridden: true, ...worded("GuardOverridden", gaps) };
  });
