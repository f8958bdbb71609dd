import type { GuardResult } from "@holdfast/contracts/gate";
import type { OverridableGuard } from "@holdfast/contracts/guard-override";

/** A guard that a person may override, by its name. */
export type OverridableName = OverridableGuard;

/** The guards that a person may override, as the contract has them; a test holds the two together. */
export const overridable: readonly OverridableName[] = [
  "no-freeze-window",
  "minimum-delay",
  "groups-at-once",
  "plan-ready",
  "loss-within-rpo",
  "sites-serve",
  "no-halt-condition",
];

/** Those that were not met when they were last asked: what one opens the dialog for. */
export const firstOverridden = (guards: readonly Pick<GuardResult, "name" | "isMet">[]): readonly OverridableName[] =>
  overridable.filter((name) => guards.some((guard) => guard.name === name && !guard.isMet));

const LEAST_REASON = 3;

/** What is missing before an override can be sent. */
export const canSendOverride = (guards: readonly OverridableName[], reason: string): readonly ("guards" | "reason")[] => [
  ...(guards.length === 0 ? (["guards"] as const) : []),
  ...(reason.trim().length < LEAST_REASON ? (["reason"] as const) : []),
];
