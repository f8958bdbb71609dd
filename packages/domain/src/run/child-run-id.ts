import { createHash } from "node:crypto";

/**
 * The id of the run that an attempt of a step makes: the same for whoever asks, so that no two hubs, and no hub that died and came
 * back, can make two. It is a UUID of version 8.
 */
export function childRunId(parentRunId: string, step: number, attempt: number): string {
  const hex = createHash("sha256").update(`child:${parentRunId}:${step}:${attempt}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
