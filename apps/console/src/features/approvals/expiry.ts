/** How a time to decide stands: enough of it, little, or none. */
export type Expiry = "open" | "soon" | "over";

const SOON_MS = 120_000;

/** Judges what is left of it. */
export function expiryOf(expiresAtMs: number, nowMs: number): Expiry {
  const leftMs = expiresAtMs - nowMs;
  return leftMs <= 0 ? "over" : leftMs <= SOON_MS ? "soon" : "open";
}
