"use client";
import { ElevationId } from "@holdfast/contracts/elevation";
import type { PendingApproval } from "@holdfast/contracts/failover";
import { PlanId, RolloutId, RunId } from "@holdfast/contracts/ids";
import { ArmingSubject } from "./arming-subject";
import { ElevationSubject } from "./elevation-subject";
import { FailoverSubject } from "./failover-subject";
import { RolloutSubject } from "./rollout-subject";
import { WaiverSubject } from "./waiver-subject";

/** What exactly is asked for, by its kind. */
export function ApprovalSubject({ item }: { readonly item: PendingApproval }) {
  if (item.kind === "elevation") return <ElevationSubject elevationId={ElevationId.parse(item.id)} />;
  if (item.kind === "arming") return <ArmingSubject planId={PlanId.parse(item.id)} />;
  if (item.kind === "waiver") return <WaiverSubject item={item} />;
  if (item.kind === "rollout") return <RolloutSubject rolloutId={RolloutId.parse(item.id)} gate={item.canDecide} />;
  return <FailoverSubject runId={RunId.parse(item.id)} step={item.kind === "failoverStep" ? item.detail : null} />;
}
