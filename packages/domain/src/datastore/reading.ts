import type { Worded } from "@holdfast/contracts/phrase";
import type { StoreAnswers, StoreReading } from "./store-kind";

const nothing = { lagSeconds: null, durableAt: null, behind: null, position: null } as const;

/** Nobody could read it. */
export const unmeasured = (said: Worded): StoreReading => ({ state: "unmeasured", ...nothing, said });

/** The store itself says that nothing is copied; what is known beside that stays. */
export const broken = (said: Worded, known: Partial<StoreReading> = {}): StoreReading => ({ ...nothing, ...known, state: "broken", said });

/** It follows, so far behind. */
export const replicating = (lagSeconds: number | null, known: Partial<StoreReading> = {}): StoreReading => ({
  ...nothing,
  ...known,
  state: "replicating",
  lagSeconds: lagSeconds === null ? null : Math.max(0, lagSeconds),
  said: null,
});

/** A number among the answers; null where there is none that is finite. */
export function numberOf(answers: StoreAnswers, id: string): number | null {
  const value = answers[id];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** An amount that the standby lacks; null where nobody knows. */
export const behindOf = (amount: number | null, unit: NonNullable<StoreReading["behind"]>["unit"]): StoreReading["behind"] =>
  amount === null ? null : { amount: Math.max(0, amount), unit };
