import { Fault } from "@holdfast/contracts/fault";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

/** After so long PostgreSQL gives up: a search must not take the store away from everybody else. */
const DEADLINE_MS = 5000;

const isTimedOut = (cause: unknown): boolean =>
  cause instanceof Prisma.PrismaClientKnownRequestError &&
  (cause.meta as { driverAdapterError?: { cause?: { originalCode?: string } } } | undefined)?.driverAdapterError?.cause?.originalCode ===
    "57014";

/**
 * Answers one question of the store within a deadline. `ordered` reads rows in the order of an index and never sorts them: right where
 * many match, which the planner can't know of labels and images. Throws `DeadlineExceeded`.
 */
export async function boundedRead<Row>(ctx: ServiceContext, question: Prisma.Sql, way: "any" | "ordered" = "any"): Promise<Row[]> {
  const { prisma } = ctx.db;
  const canSort = way === "any" ? "on" : "off";
  try {
    const [, rows] = await prisma.$transaction([
      prisma.$queryRaw`SELECT set_config('statement_timeout', ${String(DEADLINE_MS)}, true), set_config('jit', 'off', true),
        set_config('enable_sort', ${canSort}, true), set_config('enable_bitmapscan', ${canSort}, true),
        set_config('enable_hashjoin', ${canSort}, true), set_config('enable_mergejoin', ${canSort}, true)`,
      prisma.$queryRaw<Row[]>(question),
    ]);
    return rows;
  } catch (cause) {
    if (!isTimedOut(cause)) throw cause;
    throw new Fault("DeadlineExceeded", "This search takes too long. Narrow it by a kind, a cluster or three letters of a name.", {
      cause,
    });
  }
}
