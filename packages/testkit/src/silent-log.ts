import type { Log } from "@holdfast/contracts/log-fields";

/** A log that nobody reads. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
