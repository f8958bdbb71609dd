/** Prints how long something took, so that a run leaves its figures in the log, and returns it in milliseconds. */
export function measured(what: string, fromMs: number, toMs = performance.now()): number {
  const tookMs = Math.max(0, toMs - fromMs);
  console.log(`measured: ${what}: ${Math.round(tookMs)} ms`);
  return tookMs;
}
