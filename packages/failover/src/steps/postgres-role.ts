import { type PostgresRole, postgresSetPrimary, PostgresRole as Values } from "@holdfast/contracts/commands/postgres-set-primary";
import { postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import { type Finding, finding } from "../define-step";
import type { FoundBy } from "../fields-step";

/** What both halves of a switchover set and read. */
export const postgresParts = {
  values: Values,
  command: postgresSetPrimary,
  query: postgresReadRole,
  kind: "Cluster",
  resource: "clusters.postgresql.cnpg.io",
  // A token is long and says nothing to people.
  inWords: ({ primary }: PostgresRole) => `primary ${primary ?? "-"}`,
} as const;

/** What is read of a Cluster. */
export type FoundPostgres = FoundBy<typeof postgresReadRole>;

const HEALTHY = "Cluster in healthy state";

/** What a person should know about a Cluster whose role is to change. */
export function postgresHealth(object: string, { values, status }: FoundPostgres): Finding[] {
  if (values.primary === null) return [finding("NotDistributed", "blocking", object, { object })];
  if (status.readyInstances === 0) return [finding("PostgresNotReady", "blocking", object, { object })];
  return status.phase === HEALTHY ? [] : [finding("PostgresPhase", "warning", object, { object, phase: status.phase })];
}
