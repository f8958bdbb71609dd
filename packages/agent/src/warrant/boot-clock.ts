import { readFileSync } from "node:fs";
import { uptime } from "node:os";

/** How long the machine is up, and which start of it that is. */
export interface BootTime {
  readonly bootId: string;
  readonly uptimeMs: number;
}

/** A clock that goes on over restarts of this process and sleeps of its machine, and that nobody can set; null where there is none. */
export type BootClock = () => BootTime | null;

/** The clock of this machine. Only Linux says which start of it this is. */
export const systemBootClock: BootClock = () => {
  try {
    return { bootId: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(), uptimeMs: uptime() * 1000 };
  } catch {
    return null;
  }
};

/** What time it was at a hub at a moment of the machine's. */
export interface Anchor extends BootTime {
  readonly hubMs: number;
}

/** The hub's time now, carried on from an anchor; null when the machine was started anew since, so that nobody can say. */
export function hubTimeSince(anchor: Anchor, now: BootTime | null): number | null {
  if (now === null || now.bootId !== anchor.bootId || now.uptimeMs < anchor.uptimeMs) return null;
  return anchor.hubMs + now.uptimeMs - anchor.uptimeMs;
}
