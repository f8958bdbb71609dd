import { Prisma } from "@holdfast/db/generated/prisma/client";

/** Of which cluster something is told, and when: the agent's instant by the hub's clock, and the hub's own. */
export interface Observation {
  readonly clusterId: string;
  readonly observedAt: string;
  readonly at: Date;
}

/** The instant of an observation as SQL: an agent whose clock is ahead tells nothing of the future. */
export const instantOf = ({ observedAt, at }: Observation): Prisma.Sql =>
  Prisma.sql`least(${observedAt}::timestamptz, ${at.toISOString()}::timestamptz)`;

/** The columns of a change that is written. */
export const changeColumns = Prisma.sql`cluster_id, uid, resource, kind, namespace, name, operation, observed_at, recorded_at, unwatched_since,
  cluster_at, health_from, health_to, is_decision, before, after`;
