// The clients of the fleet and what they cause. It owns the simulated time of traffic: each call lets whole seconds pass,
// works out who asked whom and how it ended, and has every cluster's monitoring write it down. It reads the clusters'
// objects and never writes one.
import { DataPlane, type DataReading, LEDGER } from "../data/data-plane";
import type { Application } from "./application";
import type { Faults } from "./faults";
import type { Moment } from "./flow";
import type { Use } from "./metrics/pod-recorder";
import { Traffic } from "./moment";
import { type Noise, noiseOf } from "./noise";
import { type ProbeAnswer, Prober } from "./prober";
import { LineBuffer } from "./requests/line-buffer";
import { RequestRecorder } from "./requests/request-recorder";
import { KEPT_MS, SCRAPE_MS, type Site } from "./site";
import { SiteRecorder } from "./site-recorder";

/** What the model is made of. */
export interface TrafficOptions {
  readonly sites: readonly Site[];
  readonly applications: readonly Application[];
  readonly faults: Faults;
  readonly seed: number;
  /** Where the clients' writes go; one of its own unless the clusters' operators are to know it as well. */
  readonly data?: DataPlane;
}

/** How much of the load writes to the database. */
const WRITE_SHARE = 0.3;
/** A process that slept longer than this does not live through all of it. */
const LONGEST_CATCH_UP_MS = 60_000;

/** The traffic of a fleet. */
export class TrafficModel {
  private readonly traffic: Traffic;
  private readonly recorders: ReadonlyMap<string, SiteRecorder>;
  private readonly requests: RequestRecorder;
  private readonly data: DataPlane;
  private readonly prober: Prober;
  private readonly noise: Noise;
  private readonly options: TrafficOptions;
  private reachedMs = 0;
  private latest: Moment = { flows: [], loads: [] };

  constructor(options: TrafficOptions) {
    const { sites, applications, faults, seed } = options;
    this.options = options;
    this.noise = noiseOf(seed);
    const lines = new Map(sites.map(({ name }) => [name, new LineBuffer()]));
    this.recorders = new Map(
      sites.map((site) => [site.name, new SiteRecorder(site, lines.get(site.name) ?? new LineBuffer(), this.noise)]),
    );
    this.requests = new RequestRecorder(sites, lines, this.noise);
    this.data = options.data ?? new DataPlane(sites, this.noise);
    this.traffic = new Traffic(sites, applications, this.noise, faults);
    this.prober = new Prober(sites, applications, this.traffic, this.noise);
  }

  /** Fills the time before an instant, as if the clusters had been as they are now all along: two hours, unless told less. */
  backfill(nowMs: number, lengthMs = KEPT_MS): void {
    const end = Math.floor(nowMs / SCRAPE_MS) * SCRAPE_MS;
    for (let at = end - lengthMs + SCRAPE_MS; at <= end; at += SCRAPE_MS) this.pass(at, SCRAPE_MS / 1_000);
    this.reachedMs = end;
  }

  /** Lets the seconds up to an instant pass that have not passed yet. */
  advance(nowMs: number): void {
    const now = Math.floor(nowMs / 1_000) * 1_000;
    if (now - this.reachedMs > LONGEST_CATCH_UP_MS) this.reachedMs = now - LONGEST_CATCH_UP_MS;
    for (let at = this.reachedMs + 1_000; at <= now; at += 1_000) this.pass(at, 1);
    this.reachedMs = Math.max(this.reachedMs, now);
  }

  /** What happened in the last moment. */
  get moment(): Moment {
    return this.latest;
  }

  /** How a request to a path of a cluster would end at this moment; undefined when nothing is there under that name. */
  probe(cluster: string, service: string): ProbeAnswer | undefined {
    return this.prober.answer(cluster, service);
  }

  /** What a pod uses at this moment; undefined for one that is not measured. */
  useOf(cluster: string, podUid: string): Use | undefined {
    return this.recorders.get(cluster)?.pods.useOf(podUid);
  }

  private pass(atMs: number, seconds: number): void {
    const { sites, faults } = this.options;
    const moment = this.traffic.momentAt(atMs, seconds);
    this.latest = moment;
    this.requests.record(moment, atMs, seconds);
    const data = this.writeData(moment, atMs, seconds);
    for (const site of sites) {
      const recorder = this.recorders.get(site.name);
      if (faults.isLost(site.name)) recorder?.goDark();
      else recorder?.record({ atMs, seconds, moment, lostNodes: faults.lostNodes(site.name), data: data.get(site.name) });
    }
  }

  private writeData({ loads }: Moment, atMs: number, seconds: number): ReadonlyMap<string, DataReading> {
    const { sites, faults } = this.options;
    const writesAt = (name: string) =>
      loads
        .filter((load) => load.namespace === LEDGER.namespace && load.site === name)
        .reduce((sum, { servedPerSecond }) => sum + servedPerSecond * WRITE_SHARE, 0);
    const dataSites = sites.map(({ name, view }) => ({
      ...{ name, store: view.store, isLost: faults.isLost(name) },
      ...{ writesPerSecond: writesAt(name), heldBackSeconds: faults.replicationLagSeconds(name) },
    }));
    return this.data.advance(atMs, seconds, dataSites);
  }
}
