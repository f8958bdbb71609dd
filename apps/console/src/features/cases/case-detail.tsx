"use client";
import type { CaseView } from "@holdfast/contracts/scenario-case";
import { Badge } from "@holdfast/ui/badge";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Freshness, FreshnessScope } from "@holdfast/ui/freshness";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useLocale, useTranslations } from "next-intl";
import { CaseClaim } from "./case-claim";
import { CaseHistory } from "./case-history";
import { titleIn, VERDICT_BUDGET_MS } from "./case-words";
import { EvaluateButton } from "./evaluate-button";
import { StepPanel } from "./step-panel";
import { TargetRow } from "./target-row";
import { VerdictCounts } from "./verdict-counts";

/** A case that was read: the measurement first, then what was found, then its own words, and how the verdicts changed. */
export function CaseDetail({ scenario }: { readonly scenario: CaseView }) {
  const t = useTranslations("cases");
  const nav = useTranslations("nav");
  const locale = useLocale();
  const { spec, metadata } = scenario.spec;
  const { latest } = scenario;
  const title = titleIn(locale, metadata);
  const content = (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("cases"), href: "/cases" }]} current={title} />}
        title={title}
        status={
          <>
            <Badge>{spec.sector}</Badge>
            {latest !== null && <Freshness observedAt={latest.evaluatedAt} budgetMs={VERDICT_BUDGET_MS} />}
          </>
        }
        actions={<EvaluateButton scenario={scenario} />}
      />
      <Panel title={t("measured")} aside={latest !== null && <VerdictCounts results={latest.results} />} padding="none">
        {latest === null ? (
          <div className="p-3">
            <EmptyState title={t("neverMeasured")}>{t("neverMeasuredHelp")}</EmptyState>
          </div>
        ) : (
          spec.targets.map((target) => (
            <TargetRow
              key={target.name}
              caseId={scenario.id}
              target={target}
              result={latest.results.find((each) => each.target === target.name)}
              evaluatedAt={latest.evaluatedAt}
            />
          ))
        )}
      </Panel>
      {spec.steps.length > 0 && <StepPanel steps={spec.steps} results={latest?.steps ?? []} />}
      <CaseClaim scenario={scenario} />
      <CaseHistory history={scenario.history} />
    </Stack>
  );
  if (latest === null) return content;
  return (
    <FreshnessScope observedAt={latest.evaluatedAt} budgetMs={VERDICT_BUDGET_MS}>
      {content}
    </FreshnessScope>
  );
}
