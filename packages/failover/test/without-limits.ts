import type { Database } from "@holdfast/db/database";

/** Lets as many groups move at once as a test has: what is tried is not the limit. */
export const withoutLimits = (db: Database) => db.prisma.failoverLimit.updateMany({ data: { groupsAtOnce: 1000 } });
