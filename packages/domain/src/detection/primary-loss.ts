// When a primary counts as lost. Losing a heartbeat alone never does: the path to the hub may be what broke.

/** What one vantage sees of the primary. `unknown`: it could not look, or nobody can vouch for what it says. */
export type Sight = "answers" | "silent" | "unknown";

/** One look at the primary, from both vantages at once. `atMs` is of a steady clock of the looking process. */
export interface Look {
  readonly atMs: number;
  /** The hub's: the heartbeat of the primary's agent. */
  readonly heartbeat: Sight;
  /** The standby's: what its own agent gets from the primary's endpoint. */
  readonly probe: Sight;
  /** What a trigger source has reported; absent where the plan asks none. */
  readonly reported?: Sight;
}

/** The vantages of a look, in the order in which they are told of. */
export type Vantage = "heartbeat" | "probe" | "reported";

/** What a plan asks of a loss before it counts. */
export interface LossRule {
  /** Every vantage must have seen nothing but silence for this long, without a break. */
  readonly holdDownMs: number;
  /** Two looks further apart than this say nothing about the time between them. */
  readonly longestGapMs: number;
}

/** What is known of the primary. The instants are of the looks' own clock. */
export type LossState =
  /** Nothing that counts: it answers somebody, or nobody can say. */
  | { readonly kind: "standing"; readonly lookedAtMs: number | null; readonly doubtedBy: Vantage | null }
  /** Every vantage sees silence, not for long enough yet. */
  | { readonly kind: "holding"; readonly lookedAtMs: number; readonly sinceMs: number }
  /** Lost: every vantage has seen silence for the whole hold-down. */
  | { readonly kind: "lost"; readonly lookedAtMs: number; readonly sinceMs: number; readonly confirmedAtMs: number };

/** Before the first look. */
export const unseen: LossState = { kind: "standing", lookedAtMs: null, doubtedBy: null };

const standing = (look: Look): LossState => ({
  kind: "standing",
  lookedAtMs: look.atMs,
  doubtedBy: (["heartbeat", "probe", "reported"] as const).find((vantage) => look[vantage] === "silent") ?? null,
});

// A report comes on top of the two: without both of them there is no loss, whatever is reported.
const isSilent = ({ heartbeat, probe, reported = "silent" }: Look): boolean =>
  heartbeat === "silent" && probe === "silent" && reported === "silent";

/**
 * What is known after one more look. A single answer, a vantage that can't say, a gap between two looks and a clock that went back each
 * begin the hold-down anew; a loss that is confirmed ends by the first of them as well.
 */
export function afterLook(before: LossState, look: Look, rule: LossRule): LossState {
  if (!isSilent(look)) return standing(look);
  const { atMs } = look;
  const passedMs = before.lookedAtMs === null ? Number.POSITIVE_INFINITY : atMs - before.lookedAtMs;
  const isUnbroken = passedMs >= 0 && passedMs <= rule.longestGapMs;
  const sinceMs = isUnbroken && before.kind !== "standing" ? before.sinceMs : atMs;
  if (isUnbroken && before.kind === "lost") return { ...before, lookedAtMs: atMs };
  return atMs - sinceMs >= rule.holdDownMs
    ? { kind: "lost", lookedAtMs: atMs, sinceMs, confirmedAtMs: atMs }
    : { kind: "holding", lookedAtMs: atMs, sinceMs };
}
