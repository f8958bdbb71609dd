import { z } from "zod";
import { agentContract } from "../command";
import { DnsLabel } from "../ids";

/** A question that only reads: other statements, such as COPY, may have an effect in a read-only transaction as well. */
export const SqlQuestion = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .regex(/^(select|with|values|table)\b/i, "must begin with SELECT, WITH, VALUES or TABLE")
  .refine((text) => !text.endsWith(";"), "leave the semicolon out: it is one statement");

/**
 * One question to a PostgreSQL that the agent's owner named. Nothing leaves the agent but the number: `value` is the first column of the first
 * row, null where there is no row. `trouble` says why there is none to be told of; `isRefused` when PostgreSQL understood and did not take it.
 */
export const sqlProbe = agentContract(
  "sql.probe",
  z.strictObject({ service: DnsLabel, query: SqlQuestion, timeoutMs: z.number().int().min(50).max(10_000) }),
  z.object({ isConfigured: z.boolean(), isRefused: z.boolean(), trouble: z.string().nullable(), value: z.number().nullable() }),
);
