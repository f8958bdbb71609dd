import { z } from "zod";
import { DnsLabel } from "../ids";
import { SqlQuestion } from "../queries/sql-probe";
import { ProbePromql } from "./probe-promql";

/** `probe.sql`: one question to a PostgreSQL of a site, asked by its agent in a read-only transaction, gives a number that holds, this many times in a row. It is the first column of the first row; true counts as 1, false as 0. */
export const ProbeSql = z.strictObject({
  cluster: DnsLabel.describe("the site whose agent knows the service"),
  service: DnsLabel.describe("the name that the agent's owner gave it (--postgres NAME=URL)"),
  query: SqlQuestion.describe("one SELECT, WITH, VALUES or TABLE"),
  comparison: ProbePromql.shape.comparison,
  threshold: ProbePromql.shape.threshold,
  unit: ProbePromql.shape.unit,
  timeoutMs: z.number().int().min(50).max(10_000).default(2000).describe("how long connecting, and the question, may take"),
  consecutive: ProbePromql.shape.consecutive,
  intervalMs: ProbePromql.shape.intervalMs,
});
export type ProbeSql = z.infer<typeof ProbeSql>;
