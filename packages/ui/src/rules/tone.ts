/**
 * What a colour means. A tone never stands alone: a shape and a word say the same. `unknown` is a state of its own, and
 * `stale` is what every tone becomes when it was seen too long ago.
 */
export type Tone = "good" | "busy" | "caution" | "bad" | "idle" | "unknown" | "stale";

/** The class that colours a mark. */
export const markColor: Readonly<Record<Tone, string>> = {
  good: "text-good",
  busy: "text-busy",
  caution: "text-caution",
  bad: "text-bad",
  idle: "text-idle",
  unknown: "text-unknown",
  stale: "text-stale",
};

/** The class that colours words. */
export const inkColor: Readonly<Record<Tone, string>> = {
  good: "text-good-ink",
  busy: "text-busy-ink",
  caution: "text-caution-ink",
  bad: "text-bad-ink",
  idle: "text-idle-ink",
  unknown: "text-unknown-ink",
  stale: "text-stale-ink",
};

/** The class of the ground under a tone. */
export const washColor: Readonly<Record<Tone, string>> = {
  good: "bg-good-wash",
  busy: "bg-busy-wash",
  caution: "bg-caution-wash",
  bad: "bg-bad-wash",
  idle: "bg-idle-wash",
  unknown: "bg-unknown-wash",
  stale: "bg-stale-wash",
};
