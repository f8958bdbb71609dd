import type { ApiHandler } from "../../signals/http-answer";
import { fixedSeries } from "../fixed-series";
import { prometheusApi } from "../http-api";
import { createQueryEngine } from "../query-engine";
import { prometheus2, prometheus3 } from "../semantics";
import { dataset } from "./dataset";

/** Our API over the data set, with the semantics of a Prometheus version such as `2.42.0`. */
export function ourPrometheus(version: string): ApiHandler {
  const source = fixedSeries(dataset());
  const engine = createQueryEngine(source, Number.parseInt(version, 10) >= 3 ? prometheus3 : prometheus2);
  return prometheusApi({ source, engine, metadata: () => ({}), now: () => Date.now() });
}
