import { Prisma } from "@holdfast/db/generated/prisma/client";

/**
 * The instant until which a resource was surely watched, as SQL over a history row `h`, when it was not watched without a break up
 * to now; else null. While an agent compares anew, what it tells happened since the last start's sign of life or the last proof;
 * what comes while the API server fails or refuses happened since that began, which is told up to a minute late.
 */
export const unwatchedSince = (resource: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT CASE s.state WHEN 'synced' THEN NULL
    WHEN 'syncing' THEN greatest(h.kept_since, l.watched_until, s.verified_at)
    ELSE greatest(h.kept_since, least(s.verified_at, s.observed_at - interval '1 minute')) END
  FROM inventory_resource AS s LEFT JOIN agent_link AS l ON l.cluster_id = s.cluster_id
  WHERE s.cluster_id = h.cluster_id AND s.resource = ${resource})`;
