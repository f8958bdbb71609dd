import type { LabelSet } from "../../promql/label-set";
import type { LogStore } from "../../signals/log-store";
import type { PodView } from "../site-view";
import { detectedLevel, podStream } from "./pod-stream";

/** The lines that the pods of one cluster write in one moment, put in order before they are stored. */
export class LineBuffer {
  private readonly lines: { readonly stream: LabelSet; readonly atMs: number; readonly level: string; readonly text: string }[] = [];
  private readonly streams = new WeakMap<PodView, LabelSet>();

  write(pod: PodView, atMs: number, level: string, text: string): void {
    const stream = this.streams.get(pod) ?? podStream(pod, pod.containers[0]?.name ?? "main");
    this.streams.set(pod, stream);
    this.lines.push({ stream, atMs, level, text });
  }

  /** Stores what was written. A request may end after the moment; its line must not lie in the future. */
  flush(store: LogStore, endMs: number): void {
    this.lines.sort((a, b) => a.atMs - b.atMs);
    for (const { stream, atMs, level, text } of this.lines)
      store.append(stream, detectedLevel(level), Math.round(Math.min(atMs, endMs) * 1_000), text);
    this.lines.length = 0;
  }
}
