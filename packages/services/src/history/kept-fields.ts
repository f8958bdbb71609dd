import { Prisma } from "@holdfast/db/generated/prisma/client";

const CORE = ["health", "status", "reason", "ready", "desired", "restarts", "node", "images", "owner_kind", "owner_name"];

/** What every object has of its state, as SQL over a row with the columns of `inventory_object`. Never called with a text from outside. */
export const coreOf = (row: "o" | "r" | "gone"): Prisma.Sql =>
  Prisma.raw(
    `inventory_core(${CORE.map((column) => `${row}.${column}${row === "r" && column === "health" ? '::"Health"' : ""}`).join(", ")})`,
  );

/** The whole state of an object, as SQL over such a row. */
export const stateOf = (row: "o" | "gone"): Prisma.Sql =>
  Prisma.sql`inventory_state(${coreOf(row)}, ${Prisma.raw(`${row}.labels, ${row}.facts`)})`;

/**
 * What one of two states has otherwise than the other, or alone, as SQL over a row with `core`, `labels` and `facts` of both, each
 * with the state's name behind it; null when it has nothing. What is the same as a whole is not looked into.
 */
export const differenceOf = (one: "was" | "is_now", other: "was" | "is_now"): Prisma.Sql =>
  Prisma.raw(`(SELECT jsonb_object_agg(path, value) FROM (
    SELECT key AS path, value FROM jsonb_each(core_${one}) WHERE core_${other} -> key <> value
    UNION ALL SELECT inventory_pointer('/labels/', key), value FROM jsonb_each(labels_${one})
      WHERE labels_${one} <> labels_${other} AND (labels_${other} -> key) IS DISTINCT FROM value
    UNION ALL SELECT inventory_pointer('/facts/', key), value FROM jsonb_each(facts_${one})
      WHERE facts_${one} <> facts_${other} AND (facts_${other} -> key) IS DISTINCT FROM value AND inventory_is_kept(key)) AS each)`);
