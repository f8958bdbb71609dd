/** Decides whether and when a process that ended is started again. */
export interface StartJudge {
  /** It said that it is ready. */
  worked(): void;
  /** It ended: the pause before the next start, in milliseconds; null when it is given up. */
  ended(wasReady: boolean): number | null;
}

const WINDOW_MS = 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
const STARTS_IN_VAIN = 6;

/**
 * The pause grows with the ends of the last minute. After six starts in a row that never became ready `onCrashLoop` is told: a
 * process that has never worked is given up then; one that has is started on, for what keeps it down may pass.
 */
export function startJudge(onCrashLoop: (isGivenUp: boolean) => void, now: () => number = Date.now): StartJudge {
  let ends: number[] = [];
  let startsInVain = 0;
  let hasWorked = false;
  return {
    worked() {
      startsInVain = 0;
      hasWorked = true;
    },
    ended(wasReady) {
      const at = now();
      ends = [...ends.filter((before) => at - before < WINDOW_MS), at];
      if (!wasReady) startsInVain += 1;
      if (startsInVain === STARTS_IN_VAIN) {
        onCrashLoop(!hasWorked);
        if (!hasWorked) return null;
      }
      return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(ends.length - 1, 30));
    },
  };
}
