import { z } from "zod";
import { PostgresRole } from "../commands/postgres-set-primary";
import { readsFields } from "../declared-fields";

/** What CloudNativePG says of a Cluster; empty where it has said nothing yet. */
export const PostgresStatus = z.object({
  phase: z.string(),
  readyInstances: z.number().int(),
  /** The name by which this Cluster is known in its topology, and the others that it knows. */
  self: z.string(),
  externalClusters: z.array(z.string()),
  /** Whether an instance takes writes; null until its first one has been reported. */
  isWritable: z.boolean().nullable(),
  /** Somebody has stopped all instances, by fencing or by hibernation, and it has been carried out: none is ready any more. */
  isStopped: z.boolean(),
  demotionToken: z.string(),
  lastPromotionToken: z.string(),
});
export type PostgresStatus = z.infer<typeof PostgresStatus>;

/** The role of a CloudNativePG Cluster in its topology, and whether it takes writes. */
export const postgresReadRole = readsFields("postgres.read-role", PostgresRole, PostgresStatus);
