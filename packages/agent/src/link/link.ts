// Holds the agent's link for the life of the process: dials, says hello, beats, and dials again after any end. It never
// gives up and never stays dead; only the waits grow.
import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentHello, HubHello } from "@holdfast/contracts/agent-link";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Clock } from "../clock";
import type { IdentityKeeper } from "../identity/keeper";
import { messageOf } from "../problem";
import { backOff } from "./back-off";
import type { HubClock } from "./hub-clock";
import { missCounter } from "./miss-counter";
import { type HubSession, LinkError, openSession, type SessionEnd } from "./session";
import type { DialReport } from "./socket";

/** What the link needs, and whom it tells. */
export interface LinkPorts {
  readonly keeper: IdentityKeeper;
  readonly clock: Clock;
  readonly hubClock: HubClock;
  readonly log: Log;
  /** What to say first on each connection. */
  readonly hello: () => Omit<AgentHello, "clock">;
  readonly onUp: (session: HubSession, hello: HubHello) => void;
  readonly onDown: (end: SessionEnd) => void;
  readonly timing?: Partial<LinkTiming>;
}

/** The link's patience, in milliseconds. */
export interface LinkTiming {
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  readonly dialMs: number;
  /** How long the hub may leave heartbeats unanswered before the connection counts as dead. */
  readonly silenceMs: number;
}

/** A link that was started. */
export interface Link {
  /** Ends the link and everything that belongs to it. */
  stop(): Promise<void>;
  /** Asks the hub for its time, when the estimate is in doubt. Resolves to whether it answered. */
  askTime(): Promise<boolean>;
}

const DEFAULTS: LinkTiming = { retryBaseMs: 200, retryCapMs: 30_000, dialMs: 8000, silenceMs: 8000 };
const MOST_UNANSWERED = 5;
const STOP_MS = 2000;
/** So many refusals in a row are no accident of a restarting hub. */
const REFUSALS_BEFORE_PROOF = 2;

async function beat(session: HubSession, ports: LinkPorts, rttMs: number | null): Promise<number> {
  const askedAtMs = ports.clock.monotonicMs();
  const { clock } = await session.heartbeat({ clock: ports.clock.now().toISOString(), rttMs });
  const heardAtMs = ports.clock.monotonicMs();
  ports.hubClock.sample(clock, askedAtMs, heardAtMs);
  return heardAtMs - askedAtMs;
}

/** Beats until the session ends; ends it when the hub falls silent. */
function keepBeating(session: HubSession, ports: LinkPorts, intervalMs: number, silenceMs: number): () => void {
  let unanswered = 0;
  let rttMs: number | null = null;
  let answeredAtMs = ports.clock.monotonicMs();
  const timer = setInterval(() => {
    if (ports.clock.monotonicMs() - answeredAtMs > silenceMs) session.end("the hub fell silent");
    if (unanswered >= MOST_UNANSWERED) return;
    unanswered++;
    beat(session, ports, rttMs)
      .then((measured) => {
        rttMs = measured;
        answeredAtMs = ports.clock.monotonicMs();
      })
      .catch((cause: unknown) => {
        // A refusal is an answer: another connection took over, or the identity ended.
        if (cause instanceof LinkError && cause.fault) session.end(cause.message);
      })
      .finally(() => unanswered--);
  }, intervalMs);
  return () => clearInterval(timer);
}

/** Renews at half life for as long as the session lasts. */
function keepRenewing(session: HubSession, keeper: IdentityKeeper): () => void {
  let timer: NodeJS.Timeout;
  const arm = (inMs: number) => {
    timer = setTimeout(async () => arm((await keeper.renew(session.renew)) ? keeper.renewalDueInMs() : 30_000), inMs);
  };
  arm(keeper.renewalDueInMs());
  return () => clearTimeout(timer);
}

async function sayHello(session: HubSession, ports: LinkPorts): Promise<HubHello> {
  const askedAtMs = ports.clock.monotonicMs();
  const hello = await session.hello({ ...ports.hello(), clock: ports.clock.now().toISOString() });
  ports.hubClock.reset();
  ports.hubClock.sample(hello.clock, askedAtMs, ports.clock.monotonicMs());
  return hello;
}

/** Starts the link. It runs until it is stopped. */
export function startLink(ports: LinkPorts): Link {
  const { keeper, log } = ports;
  const timing = { ...DEFAULTS, ...ports.timing };
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const waits = backOff(timing.retryBaseMs, timing.retryCapMs);
  let current: HubSession | undefined;
  let refusals = 0;
  const misses = missCounter();

  /** One connection from dial to end. */
  async function connect(): Promise<SessionEnd> {
    const report: DialReport = { reason: "lost", message: "" };
    // Read anew at each dial: a renewed certificate is used from the next connection on.
    const held = keeper.current();
    let session: HubSession;
    try {
      session = await openSession({ linkUrl: held.identity.linkUrl, held, dialMs: timing.dialMs, signal: stopping.signal }, report);
    } catch (cause) {
      return { reason: report.reason, message: messageOf(cause) };
    }
    current = session;
    try {
      const hello = await sayHello(session, ports);
      waits.reset();
      refusals = 0;
      misses.reset();
      const stops = [keepBeating(session, ports, hello.heartbeatIntervalMs, timing.silenceMs), keepRenewing(session, keeper)];
      log.info({ outcome: "connected" }, "link up");
      ports.onUp(session, hello);
      const end = await session.ended;
      for (const stop of stops) stop();
      ports.onDown(end);
      return end;
    } catch (cause) {
      const isIdentity = cause instanceof LinkError && cause.fault?.code === "IdentityRevoked";
      session.end(messageOf(cause));
      return { reason: isIdentity ? "refused" : "lost", message: messageOf(cause) };
    } finally {
      current = undefined;
    }
  }

  /** How long to wait after an end, having proven the key where that may help. */
  async function afterwards(end: SessionEnd): Promise<number> {
    refusals = end.reason === "refused" ? refusals + 1 : 0;
    if (end.reason === "untrusted") log.error({ reason: end.message }, "the server is not our hub, nothing was sent");
    else log.warn({ reason: end.message, outcome: end.reason }, "link down");
    if (misses.miss()) {
      // Nobody is where the hub was: it may have moved. When it is just away, the waits go on as they were.
      await keeper.comeBack();
      return waits.next();
    }
    if (refusals < REFUSALS_BEFORE_PROOF && !keeper.hasExpired()) return waits.next();
    const waitMs = await keeper.comeBack();
    if (waitMs === 0) refusals = 0;
    return waitMs === 0 ? waits.next() : waitMs;
  }

  const running = (async () => {
    if (keeper.hasExpired()) await delay(await keeper.comeBack(), undefined, { signal: stopping.signal });
    while (!stopping.signal.aborted) await delay(await afterwards(await connect()), undefined, { signal: stopping.signal });
  })().catch((cause: unknown) => {
    if (!stopping.signal.aborted) throw cause;
  });
  return {
    stop: async () => {
      stopping.abort();
      // A call at the enrolment door may take its time; nothing waits for its answer any more.
      await Promise.race([running, delay(STOP_MS)]);
    },
    askTime: async () => {
      const session = current;
      if (!session) return false;
      ports.hubClock.reset();
      return beat(session, ports, null).then(
        () => true,
        () => false,
      );
    },
  };
}
