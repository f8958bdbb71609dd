import type { Outcome } from "./flow";
import type { Latency } from "./latency";
import type { ServiceCondition } from "./service-queue";

/** What stands between a gateway and a service, and how the service is. */
export interface Circumstances {
  /** Whether a connection comes about at all: the region is there, and no policy keeps the gateway out. */
  readonly isReachable: boolean;
  readonly condition: ServiceCondition;
  /** The share of pods that are still sent to and no longer answer. */
  readonly deadShare: number;
  readonly medianMs: number;
  /** Between the two clusters, there and back. */
  readonly networkMs: number;
  readonly addedLatencyMs: number;
  readonly errorShare: number;
  /** The share of requests that the database refuses, because it follows another and takes no writes. */
  readonly refusedShare: number;
}

/** A gateway gives up on a connection after this. */
const CONNECT_TIMEOUT_MS = 1_000;
/** And on an answer after this. */
const REQUEST_TIMEOUT_MS = 3_000;
/** Even on a good day one request in so many fails. */
const BASE_ERROR_SHARE = 0.000_04;

/** A database says at once that it is read-only. */
const REFUSAL_MS = 4;

const about = (ms: number, sigma = 0.04): Latency => ({ fixedMs: ms, medianMs: Math.max(0.4, ms * 0.01), sigma });

/** How latency grows with utilisation: slowly at first, steeply near one. */
function busy(utilisation: number): number {
  const level = Math.min(utilisation, 0.97);
  return level ** 4 / (1 - level);
}

function served({ condition, medianMs, networkMs, addedLatencyMs }: Circumstances): Latency {
  const pressure = busy(condition.utilisation);
  return {
    fixedMs: networkMs + addedLatencyMs + condition.waitMs,
    medianMs: medianMs * (1 + 0.35 * pressure),
    sigma: 0.45 + 0.03 * Math.min(pressure, 10),
  };
}

/** Drops what has no share. */
const present = (outcomes: readonly Outcome[]): Outcome[] => outcomes.filter(({ share }) => share > 0);

function unreachable(share: number): Outcome[] {
  return [
    { code: 503, flags: "UF", share: share * 0.9, latency: about(CONNECT_TIMEOUT_MS), reachesPod: false },
    { code: 504, flags: "UT", share: share * 0.1, latency: about(CONNECT_TIMEOUT_MS * 1.4), reachesPod: false },
  ];
}

/** How the requests of a flow end; the shares sum to one. */
export function outcomesOf(circumstances: Circumstances): Outcome[] {
  const { isReachable, condition, deadShare, errorShare, refusedShare } = circumstances;
  if (!isReachable || deadShare >= 1) return unreachable(1);
  if (condition.utilisation === Number.POSITIVE_INFINITY)
    return [{ code: 503, flags: "UH", share: 1, latency: about(1.2, 0.3), reachesPod: false }];
  const alive = 1 - deadShare;
  const rejected = alive * condition.rejectedShare;
  const taken = alive - rejected;
  const late = condition.waitMs + circumstances.addedLatencyMs >= REQUEST_TIMEOUT_MS ? 1 : 0;
  const failing = Math.min(1, BASE_ERROR_SHARE + errorShare);
  const latency = served(circumstances);
  const answered = taken * (1 - late) * (1 - refusedShare);
  const of = refusedShare > 0 ? ({ of: "reads" } as const) : {};
  return present([
    ...unreachable(deadShare),
    { code: 503, flags: "UO", share: rejected * 0.7, latency: about(2.5, 0.4), reachesPod: false },
    { code: 504, flags: "UT", share: rejected * 0.3 + taken * late, latency: about(REQUEST_TIMEOUT_MS), reachesPod: false },
    {
      code: 500,
      flags: "-",
      share: answered * failing,
      latency: { ...latency, medianMs: latency.medianMs * 1.5 },
      reachesPod: true,
      ...of,
    },
    { code: 500, flags: "-", share: taken * (1 - late) * refusedShare, latency: about(REFUSAL_MS, 0.3), reachesPod: true, of: "writes" },
    { code: 200, flags: "-", share: answered * (1 - failing), latency, reachesPod: true, ...of },
  ]);
}
