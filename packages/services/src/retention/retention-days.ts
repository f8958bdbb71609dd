import type { RetentionKind } from "@holdfast/contracts/retention";
import type { Database } from "@holdfast/db/database";
import { z } from "zod";

const DAYS = "must be a whole number of days between 1 and 3650";

/** For how many days each kind is kept where nobody said anything. */
export type RetentionDefaults = Readonly<Record<RetentionKind, number>>;

const OTHER_DAYS = 30;

/** The defaults of an installation whose environment says how long the history is kept. */
export const retentionDefaults = (historyDays: number): RetentionDefaults => ({
  history: historyDays,
  events: OTHER_DAYS,
  deliveries: OTHER_DAYS,
});

/** The part of the environment that says how long things are kept. */
export const retentionEnv = z.object({
  HOLDFAST_HISTORY_DAYS: z.coerce
    .number(DAYS)
    .int(DAYS)
    .min(1, DAYS)
    .max(3650, DAYS)
    .default(OTHER_DAYS)
    .describe("For how many days the changes of the inventory are kept, until somebody says otherwise under Settings."),
});

/** For how many days each kind is kept at this moment. */
export async function retentionDays(db: Database, defaults: RetentionDefaults): Promise<RetentionDefaults> {
  const rows = await db.prisma.retentionSetting.findMany({ select: { kind: true, days: true } });
  const said = new Map(rows.map(({ kind, days }) => [kind, days]));
  const daysOf = (kind: RetentionKind) => said.get(kind) ?? defaults[kind];
  return { history: daysOf("history"), events: daysOf("events"), deliveries: daysOf("deliveries") };
}
