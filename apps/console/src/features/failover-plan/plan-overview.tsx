"use client";
import type { PlanVersionView, PlanView, WorkflowView } from "@holdfast/contracts/plan";
import { Freshness } from "@holdfast/ui/freshness";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { FindingList } from "../shared-failover/finding-list";
import { EVALUATION_BUDGET_MS } from "../shared-failover/readiness";
import { AutomationPanel } from "./automation-panel";
import { DiagramFigure } from "./diagram-figure";
import { PlanFacts } from "./plan-facts";
import { PlanSteps } from "./plan-steps";
import { PlanStores } from "./plan-stores";
import { RehearseButton } from "./rehearse-button";

interface PlanOverviewProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
  readonly workflow: WorkflowView;
}

/** Could a workflow of this plan be run now, and what would it do. */
export function PlanOverview({ plan, latest, workflow }: PlanOverviewProps) {
  const t = useTranslations("failoverPlan");
  const { evaluation } = workflow;
  const isAtHome = workflow.workflow === "failback" && plan.activeSite !== workflow.primary;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <Stack gap="m">
        <Panel
          title={t("readiness.title")}
          aside={evaluation && <Freshness observedAt={evaluation.evaluatedAt} budgetMs={EVALUATION_BUDGET_MS} />}
        >
          {isAtHome ? (
            <p className="max-w-prose text-ink-soft">{t("readiness.atHome", { primary: workflow.standby, standby: workflow.primary })}</p>
          ) : evaluation === null ? (
            <Notice tone="unknown" shape="question" title={t("readiness.none")}>
              <p>{t("readiness.noneHelp")}</p>
            </Notice>
          ) : (
            <FindingList findings={evaluation.findings} />
          )}
        </Panel>
        {workflow.workflow === "activate" && <AutomationPanel plan={plan} latest={latest} />}
        <PlanStores plan={plan} />
        <Panel
          title={t("steps.title")}
          aside={
            <span className="inline-flex flex-wrap items-center gap-2">
              {t("steps.count", { count: workflow.steps.length })}
              <RehearseButton plan={plan} workflow={workflow} />
            </span>
          }
          padding="none"
        >
          <PlanSteps steps={workflow.steps} />
        </Panel>
      </Stack>
      <Stack gap="m">
        <Panel title={t("facts.title")}>
          <PlanFacts plan={plan} latest={latest} workflow={workflow} />
        </Panel>
        <Panel title={t("diagram.title")}>
          <DiagramFigure text={workflow.diagram} label={t("diagram.label", { plan: plan.name })} />
        </Panel>
      </Stack>
    </div>
  );
}
