"use client";
import type { PlanView as Plan, WorkflowView } from "@holdfast/contracts/plan";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button, LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { Tabs } from "@holdfast/ui/tabs";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { ReadinessMark } from "../shared-failover/readiness-mark";
import { RunTable } from "../shared-failover/run-table";
import { UnprovenBadge } from "../shared-failover/unproven-badge";
import { usePageTitle } from "../shared-page/use-page-title";
import { PlanOverview } from "./plan-overview";
import { PlanVersions } from "./plan-versions";
import { RequestDialog } from "./request-dialog";
import { usePlanTab } from "./use-plan-tab";

/** The gate of asking at all: a plan of which only drills may be made can be asked for those. */
const askable = ({ request, requestDrill }: WorkflowView) => (request.isMet ? request : requestDrill.isMet ? requestDrill : request);

/** A plan that was read, with what can be done with it. */
export function PlanView({ plan }: { readonly plan: Plan }) {
  usePageTitle(plan.name);
  const t = useTranslations("failoverPlan");
  const nav = useTranslations("nav");
  const refusalOf = useGateRefusal();
  const [tab, setTab] = usePlanTab();
  const [asked, setAsked] = useState<WorkflowView | null>(null);
  const [latest] = plan.versions;
  const editHref = `/failover/plans/${plan.id}/edit`;
  const { activate, failback } = plan;
  const next = failback !== null && plan.activeSite === failback.primary ? failback : activate;
  const workflows = [activate, ...(failback ? [failback] : [])];
  useVerbs([
    ...workflows.map((of) => ({
      id: `failover.request.${of.workflow}`,
      label: t(`request.${of.workflow}.open`),
      group: plan.name,
      refusal: refusalOf(askable(of)),
      run: () => setAsked(of),
    })),
    { id: "plan.edit", label: t("edit"), group: plan.name, keys: "e", refusal: refusalOf(plan.edit), href: editHref },
  ]);
  if (!latest) return null;
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }]} current={plan.name} />}
        title={plan.name}
        status={
          <span className="inline-flex flex-wrap items-center gap-2">
            <ReadinessMark evaluation={next.evaluation} emphasis="strong" />
            <UnprovenBadge proof={next.proof} />
          </span>
        }
        description={latest.spec.metadata.description || undefined}
        actions={
          <>
            {plan.edit.isMet ? (
              <LinkButton href={editHref}>{t("edit")}</LinkButton>
            ) : (
              <Button refusal={refusalOf(plan.edit)}>{t("edit")}</Button>
            )}
            {workflows.map((of) => (
              <Button
                key={of.workflow}
                variant={of === next ? "primary" : "secondary"}
                refusal={refusalOf(askable(of))}
                onClick={() => setAsked(of)}
              >
                {t(`request.${of.workflow}.open`)}
              </Button>
            ))}
          </>
        }
      />
      <Tabs
        label={t("views")}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "overview", label: t("tab.overview"), content: <PlanOverview plan={plan} latest={latest} workflow={activate} /> },
          ...(failback
            ? [{ id: "failback", label: t("tab.failback"), content: <PlanOverview plan={plan} latest={latest} workflow={failback} /> }]
            : []),
          { id: "versions", label: t("tab.versions"), count: plan.versions.length, content: <PlanVersions versions={plan.versions} /> },
          { id: "runs", label: t("tab.runs"), content: <RunTable planId={plan.id} /> },
        ]}
      />
      {workflows.map((of) => (
        <RequestDialog
          key={of.workflow}
          plan={plan}
          latest={latest}
          workflow={of}
          isOpen={asked?.workflow === of.workflow}
          onClose={() => setAsked(null)}
        />
      ))}
    </Stack>
  );
}
