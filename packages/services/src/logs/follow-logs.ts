// Reads logs again and again for as long as somebody looks: each time a short question with a deadline to the agent of each
// cluster, for what came since. The next one is asked when the reader has taken what the last one brought, so a slow reader
// slows the reading down, and nothing piles up on the way.
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "@holdfast/contracts/fault";
import type { FollowLogs, LogMessage } from "@holdfast/contracts/logs";
import { podLogs } from "@holdfast/contracts/queries/pod-logs";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { type OpenLog, openLogs } from "./open-logs";

/** What a stream may cost, and how patient it is. */
export interface LogLimits {
  readonly deadlineMs: number;
  /** Of one question to one cluster. */
  readonly answerBytes: number;
  /** Of one stream: then it ends and says so. */
  readonly streamBytes: number;
  readonly streamMs: number;
  readonly pauseMs: number;
  /** After rounds that brought nothing. */
  readonly longestPauseMs: number;
}

const USUAL: LogLimits = {
  ...{ deadlineMs: 5000, answerBytes: 512_000, streamBytes: 50_000_000, streamMs: 30 * 60_000, pauseMs: 1000, longestPauseMs: 4000 },
};
const FIRST_LINES = 500;
const CATCH_UP_MS = 50;

/** How far one container was read. */
interface Reading extends OpenLog {
  after: string | null;
  trouble: string | null;
  hasBegun: boolean;
  /** There is more than the last answer could hold. */
  isBehind: boolean;
}

/** A second later, whatever was said within this one. */
const nextSecond = (instant: string): string => new Date(Math.floor(Date.parse(instant) / 1000) * 1000 + 1000).toISOString();

const textOf = (cause: unknown): string => (cause instanceof Fault ? cause.message : "The cluster gave no answer.");

/** What a round found of one container. */
type Found = Extract<LogMessage, { type: "lines" | "trouble" | "skipped" }>;

const troubled = (reading: Reading, message: string | null): Found[] => {
  if (reading.trouble === message) return [];
  reading.trouble = message;
  return [{ type: "trouble", target: reading.target, message }];
};

type Answer = { lines: [string, string][]; isCut: boolean; problem: { message: string } | null };

function take(reading: Reading, { lines, isCut, problem }: Answer): Found[] {
  const last = lines.at(-1)?.[0];
  const hadBegun = reading.hasBegun;
  reading.hasBegun ||= problem === null;
  reading.isBehind = isCut;
  const found = troubled(reading, problem?.message ?? null);
  if (last) {
    reading.after = last;
    return [...found, { type: "lines", target: reading.target, lines }];
  }
  if (!isCut || !hadBegun || reading.after === null) return found;
  // All that may be read at once is of this very second, and was read: only by leaving the rest of it out does it go on.
  reading.after = nextSecond(reading.after);
  return [...found, { type: "skipped", target: reading.target }];
}

/** Asks one cluster for what its containers have said since the last time. Never rejects: a silent cluster is said to be so. */
async function readCluster(
  live: LivePort,
  readings: readonly Reading[],
  { isPrevious, sinceSeconds }: FollowLogs,
  limits: LogLimits,
  ctx: ServiceContext,
  signal: AbortSignal,
): Promise<Found[]> {
  const [{ clusterId } = { clusterId: "" }] = readings;
  const begin = sinceSeconds === null ? null : new Date(ctx.now().getTime() - sinceSeconds * 1000).toISOString();
  const sources = readings.map(({ namespace, pod, container, after, hasBegun }) => ({
    ...{ namespace, pod, container, isPrevious },
    after: after ?? (hasBegun ? null : begin),
    tailLines: after === null && begin === null ? FIRST_LINES : null,
  }));
  try {
    const question = { sources, limitBytes: limits.answerBytes };
    const { refusal, message, answers } = await live.ask(clusterId, podLogs, question, { deadlineMs: limits.deadlineMs, signal });
    if (refusal) return readings.flatMap((reading) => troubled(reading, message));
    return readings.flatMap((reading, i) => {
      const answer = answers[i];
      return answer ? take(reading, answer) : [];
    });
  } catch (cause) {
    for (const reading of readings) reading.isBehind = false;
    return signal.aborted ? [] : readings.flatMap((reading) => troubled(reading, textOf(cause)));
  }
}

const sizeOf = (found: readonly Found[]) =>
  found.reduce(
    (sum, each) => sum + (each.type === "lines" ? each.lines.reduce((all, [at, line]) => all + at.length + line.length, 0) : 0),
    0,
  );

/** The lines of some containers from now on, after the audit row that says who reads them. Ends by itself: see `LogMessage`. */
export async function* followLogs(
  ctx: ServiceContext,
  live: LivePort,
  input: FollowLogs,
  signal: AbortSignal,
  given: Partial<LogLimits> = {},
): AsyncGenerator<LogMessage> {
  const limits = { ...USUAL, ...given };
  const opened = (await openLogs(ctx, input)).map(
    (log): Reading => ({ ...log, after: null, trouble: null, hasBegun: false, isBehind: false }),
  );
  const clusters = [...new Set(opened.map(({ clusterId }) => clusterId))].map((id) => opened.filter(({ clusterId }) => clusterId === id));
  const endsAtMs = performance.now() + limits.streamMs;
  let [bytes, pauseMs] = [0, limits.pauseMs];
  while (!signal.aborted) {
    const rounds = await Promise.all(clusters.map((readings) => readCluster(live, readings, input, limits, ctx, signal)));
    const found = rounds.flat();
    yield* found;
    bytes += sizeOf(found);
    if (input.isPrevious && !opened.some((reading) => reading.isBehind)) return yield { type: "ended", why: "complete" };
    if (bytes > limits.streamBytes) return yield { type: "ended", why: "budget" };
    if (performance.now() > endsAtMs) return yield { type: "ended", why: "time" };
    pauseMs = found.length > 0 ? limits.pauseMs : Math.min(limits.longestPauseMs, pauseMs * 1.5);
    // What is there already is read without a pause, as fast as it is taken.
    const isBehind = opened.some((reading) => reading.isBehind);
    await delay(isBehind ? CATCH_UP_MS : pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
