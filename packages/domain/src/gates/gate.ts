import type { FaultCode } from "@holdfast/contracts/fault";
import type { Gate, GateView } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";

/** The answer of a gate that is met. */
export const met: Gate = { isMet: true };

/** The answer of a gate that is not met. The reason is a fault's code, so that a verb can refuse with it. */
export const refused = (reason: FaultCode, text: Worded): Gate => ({ isMet: false, reason, message: text.message, phrase: text.phrase });

/** A gate as a page shows it. */
export const gateView = (gate: Gate): GateView =>
  gate.isMet ? { isMet: true, message: "" } : { isMet: false, message: gate.message, phrase: gate.phrase };

/** The first gate that is not met, else met. */
export const allMet = (...gates: readonly Gate[]): Gate => gates.find((gate) => !gate.isMet) ?? met;
