// What an order keeps of the guards that let it go: the run's own row shows those of the last order only.
import type { Json, JsonObject } from "@holdfast/contracts/json";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Guard } from "./guards";

/** What journal, audit trail and report keep of these guards with the order: those that somebody has to answer for, and their words. */
export function orderRecord(guards: readonly Guard[]): JsonObject {
  const kept = guards.filter(({ isOnRecord, isOverridden }) => isOnRecord === true || isOverridden === true);
  if (kept.length === 0) return {};
  const { message, phrase } = worded("Together", { texts: kept.map(textOf) });
  return {
    guards: kept.map(({ name, isMet, isOverridden = false }) => ({ name, isMet, isOverridden })),
    because: message,
    // The journal keeps it as plain JSON, which a phrase is.
    ...(phrase && { phrase: phrase as unknown as Json }),
  };
}
