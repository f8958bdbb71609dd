import type { Noise } from "../noise";
import type { Site } from "../site";
import type { PodView } from "../site-view";
import type { LineBuffer } from "./line-buffer";

/** One line of some pod in so many milliseconds. */
const EVERY_MS = 2_500;

const REMARKS: readonly (readonly [level: "info" | "warn", text: string])[] = [
  ["info", "health check passed"],
  ["info", "cache refreshed entries=%n"],
  ["info", "reconciled in %nms"],
  ["info", "connection pool size=%n idle=2"],
  ["info", "configuration unchanged revision=%n"],
  ["warn", "retrying request attempt=2 wait=%nms"],
  ["info", "checkpoint complete segments=%n"],
];

/** What all pods say now and then, and when they start: even a quiet pod has a log. */
export class Chatter {
  private readonly met = new Map<string, PodView>();
  private seen = -1;
  private readonly site: Site;
  private readonly lines: LineBuffer;
  private readonly noise: Noise;

  constructor(site: Site, lines: LineBuffer, noise: Noise) {
    this.site = site;
    this.lines = lines;
    this.noise = noise;
  }

  /** Writes what the pods say in the `seconds` before an instant. */
  record(atMs: number, seconds: number, lostNodes: ReadonlySet<string>): void {
    if (this.seen !== this.site.view.version) this.meet(atMs);
    const pods = [...this.met.values()].filter(({ phase, node }) => phase === "Running" && !lostNodes.has(node));
    if (pods.length === 0) return;
    const name = `chatter/${this.site.name}`;
    for (let slot = Math.floor((atMs - seconds * 1_000) / EVERY_MS) + 1; slot * EVERY_MS <= atMs; slot++) {
      const pod = pods[Math.floor(this.noise.at(name, slot) * pods.length)] as PodView;
      const [level, remark] = REMARKS[Math.floor(this.noise.at(`${name}/remark`, slot) * REMARKS.length)] as (typeof REMARKS)[number];
      const figure = String(Math.floor(this.noise.at(`${name}/figure`, slot) * 200));
      this.say(pod, slot * EVERY_MS, level, remark.replace("%n", figure));
    }
  }

  /** The pods ended with their cluster: they will start anew. */
  reset(): void {
    this.met.clear();
    this.seen = -1;
  }

  private meet(atMs: number): void {
    this.seen = this.site.view.version;
    const present = new Set<string>();
    for (const pod of this.site.view.pods) {
      present.add(pod.uid);
      const isNew = this.met.get(pod.uid)?.phase !== "Running" && pod.phase === "Running";
      this.met.set(pod.uid, pod);
      if (isNew) this.say(pod, atMs, "info", `started image=${pod.containers[0]?.image ?? ""} node=${pod.node}`);
    }
    for (const uid of this.met.keys()) if (!present.has(uid)) this.met.delete(uid);
  }

  private say(pod: PodView, atMs: number, level: "info" | "warn", remark: string): void {
    const text = `time=${new Date(atMs).toISOString()} level=${level} msg="${remark}"`;
    this.lines.write(pod, atMs, level, text);
  }
}
