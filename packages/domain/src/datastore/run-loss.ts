import type { DataStore, LossBasis } from "@holdfast/contracts/data-store";
import type { Worded } from "@holdfast/contracts/phrase";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { worded } from "@holdfast/contracts/worded";

/** A step of a run that has reached its effect, and when. */
export interface ReachedStep {
  readonly step: PlanStep;
  readonly verifiedAt: Date;
}

/** One measurement of a store. */
export interface StoreSample {
  readonly at: Date;
  readonly state: "replicating" | "broken" | "unmeasured";
  readonly lagSeconds: number | null;
  readonly behind: number | null;
  /** Up to when the writes are known to be at the new site; null when it told nothing new. */
  readonly durableAt: Date | null;
}

/** What a run lost of one store. `sample` is the measurement that says so. */
export interface MeasuredLoss {
  readonly basis: LossBasis;
  readonly lossSeconds: number | null;
  readonly writtenUntil: Date | null;
  readonly sample: StoreSample | null;
  readonly said: Worded;
}

const isOf = (store: DataStore, place: { namespace: string; name: string; cluster: string }): boolean => {
  if (store.kind !== "cloudnativepg") return false;
  return store.with.namespace === place.namespace && (store.with.nameAt[place.cluster] ?? store.with.name) === place.name;
};

/** Whether a step ends the writes of this store at the site that is left. */
export const stopsWrites = (step: PlanStep, store: DataStore): boolean => step.use === "postgres.demote" && isOf(store, step.with);

/** Whether a step lets another site take the writes of this store. */
export const takesWrites = (step: PlanStep, store: DataStore): boolean => step.use === "postgres.promote" && isOf(store, step.with);

/** Whether a step changes where any of these stores takes its writes: from then on the lag the old way says nothing. */
export const movesStores = (step: PlanStep, stores: readonly DataStore[]): boolean =>
  stores.some((store) => stopsWrites(step, store) || takesWrites(step, store));

const round = (value: number): number => Math.round(value * 10) / 10;
const unmeasured = (said: Worded): MeasuredLoss => ({ basis: "unmeasured", lossSeconds: null, writtenUntil: null, sample: null, said });

/** What a run lost whose old primary was lost: at most what it wrote between the last durable point and its last sign of life. */
export function lossOfLostPrimary(samples: readonly StoreSample[], primaryLostAt: Date | null, primary: string): MeasuredLoss {
  if (!primaryLostAt) return unmeasured(worded("LossUnknownSince", { primary }));
  // A measurement after the last sign of life may have asked a standby that had not noticed yet; one that had tells its own last instant.
  const known = samples.filter(({ at, durableAt, state }) => durableAt !== null && (at <= primaryLostAt || state === "broken"));
  const sample = known.reduce<StoreSample | null>(
    (best, each) => (best?.durableAt && each.durableAt && best.durableAt >= each.durableAt ? best : each),
    null,
  );
  if (!sample?.durableAt) return unmeasured(worded("LossUnknown", { primary }));
  const lossSeconds = Math.max(0, (primaryLostAt.getTime() - sample.durableAt.getTime()) / 1000);
  const said = worded("LostAtMost", { lossSeconds: round(lossSeconds), primary });
  return { basis: "durablePoint", lossSeconds, writtenUntil: primaryLostAt, sample, said };
}

/**
 * What a run lost whose old primary took part. Nothing only where that was measured: by the token of the old primary, or by a lag
 * that was read after the writes had stopped.
 */
export function lossOfHandover(
  store: DataStore,
  reached: readonly ReachedStep[],
  samples: readonly StoreSample[],
  primary: string,
): MeasuredLoss {
  const stopped = reached.find(({ step }) => stopsWrites(step, store));
  if (!stopped) return unmeasured(worded("WritesNotStopped", { primary }));
  const promoted = reached.find(({ step }) => takesWrites(step, store));
  const after = samples.filter(
    ({ at, state, lagSeconds }) =>
      state === "replicating" && lagSeconds !== null && at >= stopped.verifiedAt && (!promoted || at <= promoted.verifiedAt),
  );
  const last = after.reduce<StoreSample | null>((best, each) => (best && best.at > each.at ? best : each), null);
  const byToken = promoted?.step.use === "postgres.promote" && !promoted.step.with.acceptDataLoss;
  if (byToken)
    return {
      basis: "token",
      lossSeconds: 0,
      writtenUntil: stopped.verifiedAt,
      sample: last,
      said: worded("NothingLostByToken", { primary }),
    };
  if (!last) return unmeasured(worded("NotMeasuredAfterStop", { primary }));
  const lossSeconds = last.behind === 0 ? 0 : (last.lagSeconds ?? 0);
  return {
    basis: "finalLag",
    lossSeconds,
    writtenUntil: stopped.verifiedAt,
    sample: last,
    said: lossSeconds === 0 ? worded("NothingLost", { primary }) : worded("LostAtMost", { lossSeconds: round(lossSeconds), primary }),
  };
}
