import type { Pair, StepText } from "../approved-run";
import { stepsOf } from "../steps-of";

const timeoutSeconds = 600;

/** Two calls that may be repeated, and a change between them. */
export const callsOfTheHub = (pair: Pair): StepText[] =>
  [
    {
      name: "told",
      use: "webhook.call",
      with: { channel: "desk", event: "bank.core.leaves", isIdempotent: true, undo: { event: "bank.core.stays" } },
    },
    stepsOf(pair).scale(10),
    {
      name: "moved",
      use: "webhook.call",
      with: { channel: "desk", event: "bank.core.moved", isIdempotent: true, undo: { event: "bank.core.back" } },
    },
  ].map((step) => ({ ...step, timeoutSeconds }));

/** The same, and what comes after them never sees what it wants. */
export const callsThatAreUndone = (pair: Pair): StepText[] => [...callsOfTheHub(pair), stepsOf(pair).never({ onFailure: "undo" })];
