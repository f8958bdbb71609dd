import { PolicyTestRun } from "@holdfast/contracts/policy-library";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** What a row says became of a version's tests; null where they were never run, or it has none. */
export const testRunOf = (stored: unknown): PolicyTestRun | null =>
  stored === null || stored === undefined ? null : PolicyTestRun.parse(stored);

/** The same as the row keeps it. */
export const storedTestRun = (run: PolicyTestRun): Prisma.InputJsonValue => JSON.parse(JSON.stringify(run)) as Prisma.InputJsonValue;

/** The names of the examples that did not come out as they say. */
export const failedExamples = (run: PolicyTestRun | null): string[] =>
  (run?.results ?? []).filter(({ isAsExpected }) => !isAsExpected).map(({ name }) => name);
