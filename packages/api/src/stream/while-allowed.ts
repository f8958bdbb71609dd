import type { Wakes } from "@holdfast/services/events/wakes";

/** A signal that a right keeps open. */
export interface WhileAllowed {
  /** Aborts when the given signal does, and when the right has ended. */
  readonly signal: AbortSignal;
  /** Throws what the right was refused with, if it was. */
  throwIfRefused(): void;
  stop(): void;
}

/** What wakes nobody, such as a session whose time is up, is noticed within so long. */
const LOOK_AGAIN_MS = 1500;

/** Asks again whenever anybody's access changes, and every second and a half: from the moment on which `ask` rejects the signal is aborted. */
export function whileAllowed(wakes: Wakes, ask: () => Promise<void>, signal: AbortSignal): WhileAllowed {
  const refused = new AbortController();
  let isAsking = false;
  const look = () => {
    if (isAsking) return;
    isAsking = true;
    ask()
      .catch((cause: unknown) => refused.abort(cause))
      .finally(() => {
        isAsking = false;
      });
  };
  const stopHearing = wakes.on("access", look);
  const timer = setInterval(look, LOOK_AGAIN_MS);
  return {
    signal: AbortSignal.any([signal, refused.signal]),
    throwIfRefused: () => refused.signal.throwIfAborted(),
    stop() {
      stopHearing();
      clearInterval(timer);
    },
  };
}
