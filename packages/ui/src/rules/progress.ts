/** Done of total as 0..1. A total of zero is done: there is nothing left to do. */
export function fractionDone(done: number, total: number): number {
  if (total <= 0) return 1;
  return Math.min(1, Math.max(0, done / total));
}

/** How long the rest will take at the pace so far; null while there is no pace, because a guess is worse than nothing. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
  if (done <= 0 || elapsedMs <= 0 || done >= total) return done >= total ? 0 : null;
  return (elapsedMs / done) * (total - done);
}
