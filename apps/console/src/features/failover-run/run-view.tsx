"use client";
import type { RunView as Run } from "@holdfast/contracts/failover";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { LiveRegion } from "@holdfast/ui/live-region";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { AcceptedLoss } from "../shared-failover/accepted-loss";
import { RunStatus } from "../shared-status/status-word";
import { RunApprovals } from "./run-approvals";
import { RunBoard } from "./run-board";
import { RunDrill } from "./run-drill";
import { RunFacts } from "./run-facts";
import { RunGuards } from "./run-guards";
import { RunNotices } from "./run-notices";
import { RunOperation } from "./run-operation";
import { RunSteps } from "./run-steps";
import { RunWarrants } from "./run-warrants";

const ended: readonly Run["phase"][] = ["Succeeded", "Failed", "Undone", "Rejected", "Expired", "Cancelled"];

interface RunViewProps {
  readonly run: Run;
  /** How far this browser's clock is ahead of the server's. */
  readonly offsetMs: number;
}

/** A run that was read. State first, then evidence, then the verbs. */
export function RunView({ run, offsetMs }: RunViewProps) {
  const t = useTranslations("failoverRun");
  const nav = useTranslations("nav");
  const status = useTranslations("status.run");
  const workflow = useTranslations("sharedFailover.workflow");
  const say = useSay();
  const isRehearsal = run.kind === "rehearsal";
  const active = run.steps.filter((step) => ["Preflight", "Running", "Verifying", "AwaitingApproval", "Undoing"].includes(step.state));
  return (
    <Stack gap="m">
      <LiveRegion>{[status(run.phase), ...active.map((step) => `${step.name}: ${say(step)}`)].join(". ")}</LiveRegion>
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("failover"), href: "/failover" },
              { label: run.planName, href: `/failover/plans/${run.planId}` },
            ]}
            current={t("run")}
          />
        }
        title={`${run.planName}: ${run.primary.name} → ${run.standby.name}`}
        status={<RunStatus of={run.phase} emphasis="strong" />}
        description={t("description", {
          workflow: workflow(run.workflow),
          kind: t(`kind.${run.kind}`),
          mode: t(`mode.${run.mode}`),
          name: run.requestedByName,
        })}
        actions={
          <>
            {ended.includes(run.phase) && <LinkButton href={`/failover/runs/${run.id}/report`}>{t("report")}</LinkButton>}
            <RunOperation run={run} />
          </>
        }
      />
      <RunNotices run={run} />
      <AcceptedLoss accepted={run.acceptedLoss} />
      {isRehearsal || <RunBoard run={run} offsetMs={offsetMs} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <Panel
          title={t("steps.title")}
          aside={t("steps.done", { done: run.steps.filter((step) => step.state === "Done").length, total: run.steps.length })}
          padding="none"
        >
          <RunSteps run={run} offsetMs={offsetMs} />
        </Panel>
        <Stack gap="m">
          {isRehearsal || (
            <>
              <Panel title={t("guards.title")}>
                <RunGuards run={run} />
              </Panel>
              {run.drill && (
                <Panel title={t("drill.title")}>
                  <RunDrill drill={run.drill} />
                </Panel>
              )}
              <Panel title={t("approvals.title")}>
                <RunApprovals run={run} />
              </Panel>
            </>
          )}
          <RunWarrants run={run} />
          <Panel title={t("facts.title")}>
            <RunFacts run={run} />
          </Panel>
        </Stack>
      </div>
    </Stack>
  );
}
