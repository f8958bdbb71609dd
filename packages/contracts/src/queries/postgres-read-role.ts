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
  /** Whether its first instance takes writes, and whether somebody has stopped them: by fencing all instances, or by hibernation. */
  isWritable: z.boolean(),
  isStopped: z.boolean(),
  demotionToken: z.string(),
  lastPromotionToken: z.string(),
});
export type PostgresStatus = z.infer<typeof PostgresStatus>;

/** The role of a CloudNativePG Cluster in its topology, and whether it takes writes. */
export const postgresReadRole = readsFields("postgres.read-role", PostgresRole, PostgresStatus);
