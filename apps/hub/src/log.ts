import type { Log } from "@holdfast/contracts/log-fields";
import { pino } from "pino";

/** A JSON log on standard output. Error objects are logged with their message and stack; what faults hide from operators stays here. */
export function createLog(level: string, process: string): Log {
  const logger = pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: pino.stdSerializers.err },
  });
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
