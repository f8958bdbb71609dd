"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useRefusal } from "../shared-cluster/use-refusal";

/** Why the reader cannot decide about the wave that waits; null when they can. The gate of the server is asked first: it knows who asked for the rollout. */
export function useDecideRefusal(rollout: RolloutView): string | null {
  const mayApprove = useRefusal("policy:approve");
  return useGateRefusal()(rollout.allowed.decide) ?? mayApprove;
}
