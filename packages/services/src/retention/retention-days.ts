import type { RetentionKind } from "@holdfast/contracts/retention";
import type { Database } from "@holdfast/db/database";
import type { RetentionSetting } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

const DAYS = "must be a whole number of days between 1 and 3650";

/** For how many days each kind is kept where nobody said anything. */
export type RetentionDefaults = Readonly<Record<RetentionKind, number>>;

const OTHER_DAYS = 30;
const RECORDING_DAYS = 90;
/** Longer than a waiver lasts. */
const VIOLATION_DAYS = 180;

/** The defaults of an installation whose environment says how long the history and the recordings of terminals are kept. */
export const retentionDefaults = (historyDays = OTHER_DAYS, recordingDays = RECORDING_DAYS): RetentionDefaults => ({
  history: historyDays,
  events: OTHER_DAYS,
  deliveries: OTHER_DAYS,
  recordings: recordingDays,
  violations: VIOLATION_DAYS,
});

const days = (fallback: number) => z.coerce.number(DAYS).int(DAYS).min(1, DAYS).max(3650, DAYS).default(fallback);

/** The part of the environment that says how long things are kept. */
export const retentionEnv = z.object({
  HOLDFAST_HISTORY_DAYS: days(OTHER_DAYS).describe(
    "For how many days the changes of the inventory are kept, until somebody says otherwise under Settings.",
  ),
  HOLDFAST_RECORDING_DAYS: days(RECORDING_DAYS).describe(
    "For how many days recordings of terminals are kept, until somebody says otherwise under Settings. That a terminal was opened stays on record.",
  ),
});

const HELD_MS = 7 * 86_400_000;

/**
 * For how many days recordings are still kept, and until when, although a shorter time was said: nobody has the recording of what they did
 * deleted before somebody else could look at it. Null where what was said counts.
 */
export function heldRecordings(row: Pick<RetentionSetting, "kind" | "days" | "heldDays" | "setAt"> | null, now: Date) {
  if (row?.kind !== "recordings" || row.heldDays === null || row.heldDays <= row.days) return null;
  const until = new Date(row.setAt.getTime() + HELD_MS);
  return until > now ? { days: row.heldDays, until } : null;
}

/** For how many days each kind is kept at this moment. */
export async function retentionDays(db: Database, defaults: RetentionDefaults, now: Date): Promise<RetentionDefaults> {
  const rows = await db.prisma.retentionSetting.findMany();
  const said = new Map(rows.map((row) => [row.kind, heldRecordings(row, now)?.days ?? row.days]));
  const daysOf = (kind: RetentionKind) => said.get(kind) ?? defaults[kind];
  const [history, events, deliveries, recordings] = [daysOf("history"), daysOf("events"), daysOf("deliveries"), daysOf("recordings")];
  return { history, events, deliveries, recordings, violations: daysOf("violations") };
}
