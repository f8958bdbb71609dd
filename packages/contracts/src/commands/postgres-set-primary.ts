import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Which Cluster of a distributed topology takes the writes, and the token by which it proves that it has everything. */
export const PostgresRole = z.strictObject({ primary: z.string().max(253).nullable(), promotionToken: z.string().max(8192).nullable() });
export type PostgresRole = z.infer<typeof PostgresRole>;

/**
 * Sets `spec.replica.primary` and `spec.replica.promotionToken` of a CloudNativePG Cluster in one write, as both must change
 * together, if they still are what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const postgresSetPrimary = setsFields("postgres.set-primary", PostgresRole);
