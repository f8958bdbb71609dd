"use client";
import type { LinkState } from "@holdfast/contracts/cluster";
import type { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import type { Health } from "@holdfast/contracts/health";
import type { DeploymentState, RolloutPhase } from "@holdfast/contracts/policy";
import type { Observation } from "@holdfast/ui/rules/freshness";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { shownLink } from "./shown-link";
import { deploymentMarks, healthMarks, linkMarks, rolloutMarks, runMarks, stepMarks } from "./status-marks";

interface StatusProps<Word> {
  readonly of: Word;
  /** When it was seen, if that differs from the scope around. */
  readonly observation?: Observation | null;
  readonly emphasis?: "normal" | "strong";
}

/** The health of anything, in Argo's words. */
export function HealthStatus({ of, ...rest }: StatusProps<Health>) {
  const t = useTranslations("status.health");
  return <StatusMark {...healthMarks[of]} word={t(of)} {...rest} />;
}

/** How the hub and a cluster's agent stand. */
export function LinkStatus({ of, awayUntil = null, ...rest }: StatusProps<LinkState> & { readonly awayUntil?: Date | null }) {
  const t = useTranslations("status.link");
  const shown = useNow((now) => shownLink({ state: of, awayUntil }, now));
  return <StatusMark {...linkMarks[shown]} word={t(shown)} {...rest} />;
}

/** Where a failover run stands. */
export function RunStatus({ of, ...rest }: StatusProps<RunPhase>) {
  const t = useTranslations("status.run");
  return <StatusMark {...runMarks[of]} word={t(of)} {...rest} />;
}

/** Where a step of a run stands. */
export function StepStatus({ of, ...rest }: StatusProps<StepState>) {
  const t = useTranslations("status.step");
  return <StatusMark {...stepMarks[of]} word={t(of)} {...rest} />;
}

/** Where a rollout of a policy stands. */
export function RolloutStatus({ of, ...rest }: StatusProps<RolloutPhase>) {
  const t = useTranslations("status.rollout");
  return <StatusMark {...rolloutMarks[of]} word={t(of)} {...rest} />;
}

/** How one cluster stands towards the policy version that it should have. */
export function DeploymentStatus({ of, ...rest }: StatusProps<DeploymentState>) {
  const t = useTranslations("status.deployment");
  return <StatusMark {...deploymentMarks[of]} word={t(of)} {...rest} />;
}
