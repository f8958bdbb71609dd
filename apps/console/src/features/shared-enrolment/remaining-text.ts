/** What is left until an instant, as a clock in minutes and seconds; whole seconds are rounded up, so that 0:00 means over. */
export function remainingText(endsAtMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
