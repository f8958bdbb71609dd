import type { Operation } from "../application";
import type { Flow, Outcome } from "../flow";
import { drawn } from "../latency";
import type { Noise } from "../noise";
import type { PodView } from "../site-view";

/** One request out of many, followed closely enough to be logged, and perhaps traced. */
export interface SampledRequest {
  readonly atMs: number;
  readonly flow: Flow;
  readonly outcome: Outcome;
  readonly operation: Operation;
  readonly durationMs: number;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly isTraced: boolean;
  readonly gatewayPod: PodView | null;
  /** The pod that served it; null when none saw it. */
  readonly pod: PodView | null;
  /** What tells this request from others in its texts: an account, an amount. */
  readonly subject: number;
}

/** Where a request could have run. */
export interface Stage {
  readonly gatewayPods: readonly PodView[];
  readonly pods: readonly PodView[];
}

/** Of the requests that are followed, so many are traced; the others are only logged. */
const TRACED_SHARE = 0.65;

/** The item that a number in [0, 1) falls on, each having its share; undefined when there is none. */
export function chosen<T>(items: readonly T[], u: number, shareOf: (item: T) => number): T | undefined {
  let rest = u * items.reduce((sum, item) => sum + shareOf(item), 0);
  for (const item of items) {
    rest -= shareOf(item);
    if (rest < 0) return item;
  }
  return items.at(-1);
}

const anyOf = <T>(items: readonly T[], u: number): T | null => items[Math.floor(u * items.length)] ?? null;

/** The hexadecimal digits of an id, eight for each part. */
export const hexOf = (noise: Noise, name: string, slot: number, parts: number): string =>
  Array.from({ length: parts }, (_, i) =>
    Math.floor(noise.at(`${name}/id${i}`, slot) * 4_294_967_296)
      .toString(16)
      .padStart(8, "0"),
  ).join("");

/** The request of a slot of time among the flows of one gateway and application; undefined when nothing flows. */
export function sampledRequest(
  noise: Noise,
  name: string,
  slot: number,
  atMs: number,
  flows: readonly Flow[],
  stageOf: (flow: Flow) => Stage,
): SampledRequest | undefined {
  const u = (part: string): number => noise.at(`${name}/${part}`, slot);
  const flow = chosen(flows, u("flow"), ({ perSecond }) => perSecond);
  const outcome = flow && chosen(flow.outcomes, u("outcome"), ({ share }) => share);
  const operations = flow?.application.operations.filter(
    ({ publishes }) => outcome?.of === undefined || publishes === (outcome.of === "writes"),
  );
  const operation = chosen(operations ?? [], u("operation"), ({ share }) => share);
  if (!flow || !outcome || !operation) return undefined;
  const { gatewayPods, pods } = stageOf(flow);
  return {
    atMs,
    flow,
    outcome,
    operation,
    durationMs: Math.round(drawn(outcome.latency, u("u"), u("v")) * 1_000) / 1_000,
    traceId: hexOf(noise, name, slot, 4),
    isTraced: u("traced") < TRACED_SHARE,
    gatewayPod: anyOf(gatewayPods, u("gateway")),
    pod: outcome.reachesPod ? anyOf(pods, u("pod")) : null,
    subject: Math.floor(u("subject") * 90_000_000) + 10_000_000,
  };
}
