import type { DataReading } from "../data/data-plane";
import { MeterGroup } from "../signals/meter-group";
import type { Moment, ServiceLoad } from "./flow";
import { DataRecorder } from "./metrics/data-recorder";
import { MeshRecorder } from "./metrics/mesh-recorder";
import { NodeRecorder } from "./metrics/node-recorder";
import { OrderRecorder } from "./metrics/order-recorder";
import { PodRecorder } from "./metrics/pod-recorder";
import { WorkloadRecorder } from "./metrics/workload-recorder";
import type { Noise } from "./noise";
import { Chatter } from "./requests/chatter";
import type { LineBuffer } from "./requests/line-buffer";
import { SCRAPE_MS, type Site } from "./site";

/** What a moment brings to one cluster. */
export interface SiteMoment {
  readonly atMs: number;
  readonly seconds: number;
  readonly moment: Moment;
  readonly lostNodes: ReadonlySet<string>;
  readonly data: DataReading | undefined;
}

const TARGETS = ["prometheus", "kube-state-metrics", "envoy-stats", "apiserver"] as const;

/** Writes everything that one cluster's monitoring sees. While the cluster is lost nothing is written; after it all counts from zero. */
export class SiteRecorder {
  readonly pods: PodRecorder;
  private readonly mesh: MeshRecorder;
  private readonly nodes: NodeRecorder;
  private readonly workloads: WorkloadRecorder;
  private readonly data: DataRecorder;
  private readonly orders: OrderRecorder;
  private readonly targets: MeterGroup;
  private readonly chatter: Chatter;
  private isDark = false;
  private readonly site: Site;
  private readonly lines: LineBuffer;

  constructor(site: Site, lines: LineBuffer, noise: Noise) {
    const { series } = site.signals;
    this.site = site;
    this.lines = lines;
    this.pods = new PodRecorder(series, site.view, noise);
    this.mesh = new MeshRecorder(site.name, series);
    this.nodes = new NodeRecorder(series, site.view, noise);
    this.workloads = new WorkloadRecorder(series, site.view);
    this.data = new DataRecorder(series, noise);
    this.orders = new OrderRecorder(site.name, site.view, series);
    this.targets = new MeterGroup(series, {});
    this.chatter = new Chatter(site, lines, noise);
  }

  /** Lets a moment pass in a cluster that is there. */
  record({ atMs, seconds, moment, lostNodes, data }: SiteMoment): void {
    const loads: ServiceLoad[] = moment.loads.filter(({ site }) => site === this.site.name);
    this.isDark = false;
    this.mesh.record(moment.flows, seconds);
    this.orders.record(moment.flows);
    this.pods.record(atMs, seconds, loads, lostNodes);
    this.nodes.record(atMs, seconds, this.pods.useByNode(), lostNodes);
    this.workloads.record();
    if (data) this.data.record(atMs, data);
    for (const job of TARGETS) this.targets.set("up", 1, { job, instance: `${job}:9090` });
    this.chatter.record(atMs, seconds, lostNodes);
    this.lines.flush(this.site.signals.logs, atMs);
    if (atMs % SCRAPE_MS === 0) this.site.signals.series.scrape(atMs);
  }

  /** The cluster is gone: what ran in it ended. */
  goDark(): void {
    if (this.isDark) return;
    this.isDark = true;
    for (const each of [this.mesh, this.pods, this.nodes, this.workloads, this.data, this.orders, this.chatter]) each.reset();
    this.targets.retire();
  }
}
