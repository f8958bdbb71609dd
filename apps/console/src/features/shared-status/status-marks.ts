import type { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import type { Health } from "@holdfast/contracts/health";
import type { DeploymentState, RolloutPhase } from "@holdfast/contracts/policy";
import type { Tone } from "@holdfast/ui/rules/tone";
import type { StatusShape } from "@holdfast/ui/status-shape";
import type { ShownLink } from "./shown-link";

/** How a status is drawn; its word is in `messages` below `status`. */
export interface Mark {
  readonly tone: Tone;
  readonly shape: StatusShape;
}

const mark = (tone: Tone, shape: StatusShape): Mark => ({ tone, shape });

export const healthMarks: Readonly<Record<Health, Mark>> = {
  Healthy: mark("good", "disc"),
  Suspended: mark("idle", "pause"),
  Progressing: mark("busy", "half"),
  Missing: mark("caution", "dash"),
  Degraded: mark("bad", "cross"),
  Unknown: mark("unknown", "question"),
};

export const linkMarks: Readonly<Record<ShownLink, Mark>> = {
  away: mark("idle", "pause"),
  awaitingAgent: mark("busy", "clock"),
  connected: mark("good", "disc"),
  unreachable: mark("bad", "cross"),
  unknown: mark("unknown", "question"),
  revoked: mark("idle", "lock"),
};

export const runMarks: Readonly<Record<RunPhase, Mark>> = {
  Draft: mark("idle", "ring"),
  AwaitingApproval: mark("caution", "diamond"),
  Approved: mark("good", "ring"),
  Running: mark("busy", "play"),
  Paused: mark("caution", "pause"),
  Succeeded: mark("good", "tick"),
  Failed: mark("bad", "cross"),
  Undoing: mark("busy", "back"),
  Undone: mark("idle", "back"),
  NeedsOperator: mark("bad", "triangle"),
  Rejected: mark("idle", "cross"),
  Expired: mark("idle", "clock"),
  Cancelled: mark("idle", "dash"),
};

export const stepMarks: Readonly<Record<StepState, Mark>> = {
  Pending: mark("idle", "ring"),
  AwaitingApproval: mark("caution", "diamond"),
  Preflight: mark("busy", "half"),
  Running: mark("busy", "play"),
  Verifying: mark("busy", "half"),
  Done: mark("good", "tick"),
  Failed: mark("bad", "cross"),
  Skipped: mark("idle", "dash"),
  Undoing: mark("busy", "back"),
  Undone: mark("idle", "back"),
  Unknown: mark("unknown", "question"),
};

export const rolloutMarks: Readonly<Record<RolloutPhase, Mark>> = {
  Running: mark("busy", "play"),
  AwaitingApproval: mark("caution", "diamond"),
  Succeeded: mark("good", "tick"),
  Halted: mark("bad", "triangle"),
  Rejected: mark("idle", "cross"),
  Superseded: mark("idle", "dash"),
};

export const deploymentMarks: Readonly<Record<DeploymentState, Mark>> = {
  awaitingReturn: mark("idle", "clock"),
  superseded: mark("idle", "diamond"),
  notPlaced: mark("idle", "dash"),
  pending: mark("idle", "ring"),
  applying: mark("busy", "half"),
  applied: mark("good", "tick"),
  drifted: mark("caution", "triangle"),
  failed: mark("bad", "cross"),
  removed: mark("idle", "back"),
  unknown: mark("unknown", "question"),
};
