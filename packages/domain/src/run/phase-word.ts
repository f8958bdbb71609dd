import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

/** A phase as it stands in a sentence. */
export const phaseWord = (phase: RunPhase): Worded => worded(`Phase${phase}`);

const intents = {
  pause: "IntentPause",
  resume: "IntentResume",
  skip: "IntentSkip",
  undo: "IntentUndo",
  abort: "IntentAbort",
} as const satisfies Record<RunIntent, string>;

/** What a run is told, as it stands in a sentence. */
export const intentWord = (intent: RunIntent): Worded => worded(intents[intent]);
