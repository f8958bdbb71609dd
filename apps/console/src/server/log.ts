import type { Log } from "@holdfast/contracts/log-fields";
import { pino } from "pino";

/** A JSON log on standard output. What faults hide from people stays here. */
export function createLog(level: string): Log {
  const logger = pino({
    level,
    base: { process: "console" },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: pino.stdSerializers.err },
  });
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
