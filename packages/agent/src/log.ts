import type { Log, LogFields } from "@holdfast/contracts/log-fields";
import pino from "pino";

/** How much is logged. */
export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON line for each event on standard output. An error is logged by its type and message, never by what it carries. */
export function jsonLog(level: LogLevel): Log {
  const logger = pino({
    level,
    base: { app: "holdfast-agent" },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFields },
  });
  const write = (method: "info" | "warn" | "error") => (fields: LogFields, message: string) => logger[method](fields, message);
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

function errorFields(cause: unknown) {
  if (!(cause instanceof Error)) return { message: String(cause) };
  return { type: cause.name, message: cause.message, stack: cause.stack };
}
