import { randomBytes } from "node:crypto";
import { acquireLease, type Lease, releaseLease } from "@holdfast/db/lease";
import { wakeBoard } from "../runner/wake-board";
import { type JudgePorts, judgeDrills } from "./judge-drills";

/** A hub's judging of drills. Of several hubs one works; another takes over when it stops. */
export interface Judging {
  stop(): Promise<void>;
}

const LEASE = "drill-judging";
const LEASE_TTL_MS = 15_000;
const EVERY_MS = 2000;

/** Judges drills every two seconds. The runs themselves do not wait for it. */
export function startJudging(ports: JudgePorts, everyMs = EVERY_MS): Judging {
  const owner = `${ports.hubId}:${randomBytes(4).toString("hex")}`;
  const stopping = new AbortController();
  const bell = wakeBoard().bell();
  let lease: Lease | null = null;
  const round = async () => {
    lease = await acquireLease(ports.db, LEASE, owner, LEASE_TTL_MS);
    if (lease) await judgeDrills(ports, stopping.signal);
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((err: unknown) => ports.log.warn({ err }, "the drills could not be judged"));
      await bell.heard(everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      if (lease) await releaseLease(ports.db, lease).catch(() => undefined);
    },
  };
}
