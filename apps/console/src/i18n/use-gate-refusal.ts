"use client";
import type { GateView } from "@holdfast/contracts/gate";
import { useCallback } from "react";
import { useSay } from "./use-say";

/** Says why a gate is not met, in the reader's language; null when it is, or was not asked. */
export function useGateRefusal(): (gate: GateView | null | undefined) => string | null {
  const say = useSay();
  return useCallback((gate) => (gate && !gate.isMet ? say(gate) : null), [say]);
}
