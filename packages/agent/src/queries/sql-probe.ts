import { sqlProbe } from "@holdfast/contracts/queries/sql-probe";
import { Refused } from "../commands/define-command";
import { ServiceTrouble } from "../services/call-service";
import { askPostgres, QuestionRefused } from "../services/postgres";
import { defineQuery } from "./define-query";

/** A number as PostgreSQL writes it, or a yes or no. What is neither is not repeated: it may be anything of a row. */
function numberOf(text: string): number | null {
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
}

/** `sql.probe`: one number from a PostgreSQL, read in a transaction that can't write. The credential is a file that the kubelet mounts. */
export const probeSql = defineQuery({
  contract: sqlProbe,
  rbac: [],
  async handle({ services = {}, resolve }, question) {
    const without = (trouble: string, more: object = {}) => ({ isConfigured: true, isRefused: false, trouble, value: null, ...more });
    try {
      const text = await askPostgres({ services, resolve }, question);
      const value = text === null ? null : numberOf(text);
      if (text !== null && value === null) return without("The first column of the first row is no number.", { isRefused: true });
      return { isConfigured: true, isRefused: false, trouble: null, value };
    } catch (cause) {
      if (cause instanceof QuestionRefused) return without(cause.message, { isRefused: true });
      if (cause instanceof ServiceTrouble) return without(cause.message);
      if (!(cause instanceof Refused)) throw cause;
      return without(cause.message, { isConfigured: cause.reason !== "NotConfigured" });
    }
  },
});
