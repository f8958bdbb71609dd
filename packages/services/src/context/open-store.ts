import type { Log } from "@holdfast/contracts/log-fields";
import { openDatabase } from "@holdfast/db/database";
import type { ServiceContext } from "./service-context";

/** The store, clock and log that all contexts of a process start from. */
export const openStore = (url: string, log: Log): Pick<ServiceContext, "db" | "now" | "log"> => ({
  db: openDatabase(url),
  now: () => new Date(),
  log,
});
