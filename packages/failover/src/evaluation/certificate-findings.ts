import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { type Finding, finding } from "../define-step";
import type { Site } from "../step-context";

const DAY_MS = 86_400_000;
/** A certificate has to last so long after now: the figure of the design's preflight findings. */
const WANTED_DAYS = 7;
/** So many are named; there is one finding each. */
const MOST_NAMED = 20;

interface Row {
  readonly namespace: string;
  readonly name: string;
  readonly health: string;
  readonly reason: string | null;
  readonly not_after: string | null;
}

/** Certificates of some namespaces that are not ready, or end before an instant, the first to end first. */
const troubled = ({ prisma }: Database, clusterId: string, namespaces: readonly string[], until: Date) => prisma.$queryRaw<Row[]>`
  SELECT namespace, name, health::text AS health, reason, facts ->> 'notAfter' AS not_after
  FROM inventory_object
  WHERE cluster_id = ${clusterId}::uuid AND resource = 'certificates.cert-manager.io' AND namespace = ANY(${namespaces}::text[])
    AND (health = 'Degraded' OR facts ->> 'notAfter' < ${`${until.toISOString().slice(0, 19)}Z`})
  ORDER BY facts ->> 'notAfter' NULLS FIRST, namespace, name LIMIT ${MOST_NAMED}`;

function judge(site: string, { namespace, name, health, reason, not_after }: Row, now: Date): Finding[] {
  const object = `Certificate ${namespace}/${name}`;
  const ends = not_after === null ? Number.NaN : Date.parse(not_after);
  if (ends <= now.getTime()) return [finding("CertificateExpired", "blocking", object, { site, certificate: name, at: not_after ?? "" })];
  if (Number.isNaN(ends)) return [finding("CertificateNotIssued", "blocking", object, { site, certificate: name, reason: reason ?? "-" })];
  const isSoon = ends - now.getTime() < WANTED_DAYS * DAY_MS;
  if (isSoon) return [finding("CertificateEnds", "warning", object, { site, certificate: name, at: not_after ?? "", days: WANTED_DAYS })];
  // It still holds: what its controller can't do is renew it.
  return health === "Degraded"
    ? [finding("CertificateNotRenewed", "warning", object, { site, certificate: name, at: not_after ?? "", reason: reason ?? "-" })]
    : [];
}

/**
 * Whether the certificates that cert-manager keeps in the group's namespaces at the site that is to serve are there and valid for a week. What
 * is put there by other means is in Secrets, which no agent reads: a `probe.http` over TLS shows it.
 */
export async function certificateFindings(
  db: Database,
  { id, name }: Site,
  namespaces: readonly string[],
  now: Date,
): Promise<PlanFinding[]> {
  if (namespaces.length === 0) return [];
  const rows = await troubled(db, id, namespaces, new Date(now.getTime() + WANTED_DAYS * DAY_MS));
  return rows.flatMap((row) => judge(name, row, now)).map((each) => ({ step: null, ...each }));
}
