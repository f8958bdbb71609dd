import type { Log } from "@holdfast/contracts/log-fields";
import { type Listener, listen } from "@holdfast/db/listen";
import type { Wake } from "@holdfast/db/wake";

/** Something to wait for. A ring between two waits is not lost: the next wait returns at once. */
export interface Bell {
  /** Returns at the next ring, after `timeoutMs`, or when the signal aborts; never throws. */
  heard(timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** The process's wake-ups, by key: `run:<id>`, `command:<id>` at its receipt, `<topic>` for every wake-up of a topic. */
export interface WakeBoard {
  bell(...keys: string[]): Bell;
  ring(key: string): void;
  close(): Promise<void>;
}

interface Waiter {
  hasRung: boolean;
  resolve: (() => void) | undefined;
}

function bellOf(waiter: Waiter, close: () => void): Bell {
  return {
    close,
    heard(timeoutMs, signal) {
      if (waiter.hasRung || signal.aborted) {
        waiter.hasRung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", finish);
          waiter.resolve = undefined;
          waiter.hasRung = false;
          resolve();
        };
        const timer = setTimeout(finish, timeoutMs);
        signal.addEventListener("abort", finish, { once: true });
        waiter.resolve = finish;
      });
    },
  };
}

/** Which keys a wake-up rings. A receipt's names its command, so that only its step looks. */
const keysOf = ({ topic, key }: Wake): string[] => (topic === "run" ? ["run", `run:${key}`, `command:${key}`] : [topic]);

/** A board without ears, for tests and for what is rung by hand. */
export function wakeBoard(): WakeBoard & { ringAll(): void } {
  const waiters = new Map<string, Set<Waiter>>();
  const rouse = (waiter: Waiter) => {
    waiter.hasRung = true;
    waiter.resolve?.();
  };
  return {
    bell(...keys) {
      const waiter: Waiter = { hasRung: false, resolve: undefined };
      for (const key of keys) waiters.set(key, (waiters.get(key) ?? new Set()).add(waiter));
      return bellOf(waiter, () => {
        for (const key of keys) {
          const all = waiters.get(key);
          all?.delete(waiter);
          if (all?.size === 0) waiters.delete(key);
        }
      });
    },
    ring: (key) => waiters.get(key)?.forEach(rouse),
    ringAll() {
      for (const all of waiters.values()) all.forEach(rouse);
    },
    close: async () => undefined,
  };
}

/** The board that hears the store's wake-ups. After a lost connection everything rings once, because some were missed. */
export async function listeningBoard(url: string, log: Log): Promise<WakeBoard> {
  const board = wakeBoard();
  const onWake = (wake: Wake) => {
    for (const key of keysOf(wake)) board.ring(key);
  };
  const listener: Listener = await listen(url, { onWake, onGap: board.ringAll }, log);
  return { ...board, close: () => listener.close() };
}
