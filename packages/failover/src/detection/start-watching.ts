import { randomBytes } from "node:crypto";
import { acquireLease, type Lease, releaseLease } from "@holdfast/db/lease";
import { wakeBoard } from "../runner/wake-board";
import { endArmings } from "./end-armings";
import { planWatch } from "./watch-plan";
import { LOOK_MS } from "./watch-times";
import { type WatchedPlan, type WatchPorts, watchedPlans } from "./watched-plans";

/** A hub's watch over the primaries of armed plans. Of several hubs one works; another takes over when it stops. */
export interface Watching {
  stop(): Promise<void>;
}

const LEASE = "primary-watch";
const LEASE_TTL_MS = 5000;
const ROUND_MS = 1000;

/** The plans that are being watched: each by itself, so that a probe that takes its time keeps no other plan waiting. */
function watchers(ports: WatchPorts) {
  const live = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  const watch = async (lease: Lease, plan: WatchedPlan, signal: AbortSignal) => {
    const pause = wakeBoard().bell();
    const watched = await planWatch(ports, lease, plan);
    for (let goesOn = true; goesOn && !signal.aborted; ) {
      goesOn = await watched.look(signal).catch((err: unknown) => {
        if (!signal.aborted) ports.log.warn({ err }, "the primary of an armed plan could not be looked at");
        return true;
      });
      if (goesOn) await pause.heard(LOOK_MS, signal);
    }
  };
  return {
    /** Watches exactly these, under this lease. */
    keep(lease: Lease, plans: readonly WatchedPlan[]): void {
      for (const [id, { stop }] of live) if (!plans.some(({ armingId }) => armingId === id)) stop.abort();
      for (const plan of plans) {
        if (live.has(plan.armingId)) continue;
        const stop = new AbortController();
        const ended = watch(lease, plan, stop.signal)
          .catch((err: unknown) => ports.log.warn({ err }, "an armed plan could not be watched"))
          .finally(() => live.delete(plan.armingId));
        live.set(plan.armingId, { stop, ended });
      }
    },
    async stop(): Promise<void> {
      const all = [...live.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** Watches the primary of every armed plan, from all of its vantages, and begins its run when it is lost. Nothing is watched that is not armed. */
export function startWatching(ports: WatchPorts): Watching {
  const { db, log, hubId } = ports;
  const owner = `${hubId}:${randomBytes(4).toString("hex")}`;
  const stopping = new AbortController();
  const bell = wakeBoard().bell();
  const watched = watchers(ports);
  let lease: Lease | null = null;

  const round = async () => {
    const taken = await acquireLease(db, LEASE, owner, LEASE_TTL_MS);
    // Who lost the lease for a moment has not looked meanwhile: it begins anew.
    if (!taken || taken.epoch !== lease?.epoch) await watched.stop();
    lease = taken;
    if (!taken) return;
    await endArmings(ports);
    watched.keep(taken, await watchedPlans(ports));
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((err: unknown) => log.warn({ err }, "the armed plans could not be looked at"));
      await bell.heard(ROUND_MS, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await watched.stop();
      if (lease) await releaseLease(db, lease).catch(() => undefined);
    },
  };
}
