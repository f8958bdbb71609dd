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
  /** What the alarms at the standby say, `silent` while they are so; absent where the plan names none. */
  readonly alarm?: Sight;
}

/** The vantages of a look, in the order in which they are told of. */
export type Vantage = "heartbeat" | "probe" | "reported" | "alarm";

/** What a plan asks of a loss before it counts. */
export interface LossRule {
  /** Every vantage must have seen nothing but silence for this long, without a break. */
  readonly holdDownMs: number;
  /** Two looks further apart than this say nothing about the time between them. */
  readonly longestGapMs: number;
  /** Whether the plan declares its alarms enough where the probe can't say; absent: they come on top of it. */
  readonly isAlarmEnough?: boolean;
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
  doubtedBy: (["heartbeat", "probe", "reported", "alarm"] as const).find((vantage) => look[vantage] === "silent") ?? null,
});

/** What several alarms say together. One that can't be read leaves it open, unless the others decide. */
export function alarmsTogether(sights: readonly Sight[], match: "all" | "any"): Sight {
  const [decides, else_]: [Sight, Sight] = match === "all" ? ["answers", "silent"] : ["silent", "answers"];
  if (sights.includes(decides)) return decides;
  return sights.includes("unknown") ? "unknown" : else_;
}

// A report and alarms come on top of the two: without both of them there is no loss, whatever is reported. Alarms that are declared
// enough are a second vantage of their own, but none against an answer that the first second one gets.
function isSilent({ heartbeat, probe, reported = "silent", alarm }: Look, { isAlarmEnough = false }: LossRule): boolean {
  const isProbeSilent = probe === "silent" || (probe === "unknown" && isAlarmEnough && alarm !== undefined);
  return heartbeat === "silent" && isProbeSilent && reported === "silent" && (alarm ?? "silent") === "silent";
}

/**
 * What is known after one more look. A single answer, a vantage that can't say, a gap between two looks and a clock that went back each
 * begin the hold-down anew; a loss that is confirmed ends by the first of them as well.
 */
export function afterLook(before: LossState, look: Look, rule: LossRule): LossState {
  if (!isSilent(look, rule)) return standing(look);
  const { atMs } = look;
  const passedMs = before.lookedAtMs === null ? Number.POSITIVE_INFINITY : atMs - before.lookedAtMs;
  const isUnbroken = passedMs >= 0 && passedMs <= rule.longestGapMs;
  const sinceMs = isUnbroken && before.kind !== "standing" ? before.sinceMs : atMs;
  if (isUnbroken && before.kind === "lost") return { ...before, lookedAtMs: atMs };
  return atMs - sinceMs >= rule.holdDownMs
    ? { kind: "lost", lookedAtMs: atMs, sinceMs, confirmedAtMs: atMs }
    : { kind: "holding", lookedAtMs: atMs, sinceMs };
}
