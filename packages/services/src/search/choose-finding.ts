import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import type { ReadSearch } from "./read-search";
import { type Finding, soughtRows } from "./searched-rows";

/** A text that fewer names have than this costs next to nothing to find. */
const FEW_NAMES = 20_000;
/** What it costs to find one name by its part, in the planner's units, which takes it for free. Measured by bench/p5.ts: about 0.5 µs. */
const COST_OF_A_NAME = 0.25;

interface Estimate {
  readonly rows: number;
  readonly cost: number;
}

async function estimate(ctx: ServiceContext, rows: Prisma.Sql): Promise<Estimate> {
  const [answer] = await boundedRead<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number; "Total Cost": number } }] }>(
    ctx,
    Prisma.sql`EXPLAIN (FORMAT JSON) SELECT uid FROM inventory_object WHERE ${rows}`,
  );
  const plan = answer?.["QUERY PLAN"][0].Plan;
  return { rows: plan?.["Plan Rows"] ?? 0, cost: plan?.["Total Cost"] ?? 0 };
}

/**
 * How PostgreSQL should find what a search asks. It takes the index of parts of names for cheap however many names have the part, and
 * goes through hundreds of thousands of them where a health or an image would have told at once; here it is asked for both, and corrected.
 */
export async function chooseFinding(ctx: ServiceContext, search: ReadSearch): Promise<Finding> {
  const names = search.conditions.filter(({ isOfName }) => isOfName).map(({ sought }) => sought);
  if (names.length === 0) return "byAnything";
  const named = await estimate(ctx, Prisma.join(names, " AND "));
  if (named.rows < FEW_NAMES) return "byAnything";
  const [byAnything, notByName] = [await estimate(ctx, soughtRows(search)), await estimate(ctx, soughtRows(search, "notByName"))];
  return notByName.cost < byAnything.cost + named.rows * COST_OF_A_NAME ? "notByName" : "byAnything";
}
