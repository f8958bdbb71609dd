import type { Log } from "@holdfast/contracts/log-fields";
import { aCluster, aRoute, aRule, aWorkload, type FakeCluster } from "@holdfast/testkit/fake-agents/world";
import type { Pair } from "./approved-run";

/** A log that keeps what it is told. */
export function memoryLog(): Log & { readonly lines: { level: string; message: string; fields: object }[] } {
  const lines: { level: string; message: string; fields: object }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, fields });
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}

/** Fills a pair of fake clusters with one of everything. */
export function furnish(pair: Pair): { primary: FakeCluster; standby: FakeCluster } {
  const primary = aCluster(pair.primary.id, pair.primary.name);
  const standby = aCluster(pair.standby.id, pair.standby.name);
  standby.workloads
    .set("bank/core", aWorkload(3))
    .set("bank/ledger", aWorkload(1))
    .set("bank/gate", aWorkload(1))
    .set("bank/batch", aWorkload(1));
  standby.routes.set("bank/core", aRoute({ old: 100, new: 0 })).set("bank/ledger", aRoute({ old: 100, new: 0 }));
  standby.rules.set("bank/edge", aRule({ old: 1, new: 0 })).set("bank/api", aRule({ old: 1, new: 0 }));
  standby.pages.set("http://core.bank/healthz", { status: 200 });
  standby.metrics.set("errors", [0]);
  primary.workloads.set("bank/core", aWorkload(3));
  return { primary, standby };
}
