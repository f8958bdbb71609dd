import { LogStore } from "../signals/log-store";
import { SeriesStore } from "../signals/series-store";
import { TraceStore } from "../signals/trace-store";
import { Entry } from "./entry";
import type { ReadableStore } from "./kube-read";
import { SiteView } from "./site-view";

/** The distance between two samples of a series. */
export const SCRAPE_MS = 5_000;
/** How long samples are kept. */
export const KEPT_MS = 7_200_000;

/** What one cluster's Prometheus, Loki and Jaeger hold. */
export interface SiteSignals {
  readonly series: SeriesStore;
  readonly logs: LogStore;
  readonly traces: TraceStore;
}

/** What a cluster is, as its fleet describes it. */
export interface SiteIdentity {
  readonly name: string;
  readonly environment: string;
  readonly region: string;
}

/** One cluster, as traffic sees it. */
export interface Site extends SiteIdentity {
  readonly view: SiteView;
  readonly entry: Entry;
  readonly signals: SiteSignals;
}

/** A site with empty stores: two hours of samples, and as many lines and traces as memory should hold. */
export function siteOf(identity: SiteIdentity, store: ReadableStore): Site {
  const signals: SiteSignals = {
    series: new SeriesStore({ scrapes: KEPT_MS / SCRAPE_MS, series: 6_000 }),
    logs: new LogStore(12_000),
    traces: new TraceStore(1_500),
  };
  const { name, environment, region } = identity;
  return { name, environment, region, view: new SiteView(store), entry: new Entry(store), signals };
}
