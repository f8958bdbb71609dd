import type { FaultCode } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";

/** The answer of a gate that is met. */
export const met: Gate = { isMet: true };

/** The answer of a gate that is not met. The reason is a fault's code, so that a verb can refuse with it. */
export const refused = (reason: FaultCode, message: string): Gate => ({ isMet: false, reason, message });

/** The first gate that is not met, else met. */
export const allMet = (...gates: readonly Gate[]): Gate => gates.find((gate) => !gate.isMet) ?? met;
