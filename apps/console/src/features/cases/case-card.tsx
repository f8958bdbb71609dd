"use client";
import type { CaseView } from "@holdfast/contracts/scenario-case";
import { Badge } from "@holdfast/ui/badge";
import { Card } from "@holdfast/ui/card";
import { Freshness, FreshnessScope } from "@holdfast/ui/freshness";
import { Link } from "@holdfast/ui/link";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useLocale, useTranslations } from "next-intl";
import { titleIn, VERDICT_BUDGET_MS } from "./case-words";
import { VerdictCounts } from "./verdict-counts";

/** One case in short: what it claims, and apart from it what was measured. */
export function CaseCard({ scenario }: { readonly scenario: CaseView }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { spec, metadata } = scenario.spec;
  const { latest } = scenario;
  const found = latest?.steps.filter((step) => step.state === "found").length ?? 0;
  return (
    <Card>
      <Stack gap="s">
        <Inline spread="apart">
          <h2 className="font-semibold text-lead">
            <Link href={`/cases/${metadata.name}`}>{titleIn(locale, metadata)}</Link>
          </h2>
          <Badge>{spec.sector}</Badge>
        </Inline>
        <p className="text-ink-soft">{t("claims", { claim: spec.claim })}</p>
        {latest === null ? (
          <StatusMark tone="unknown" shape="question" word={t("neverMeasured")} />
        ) : (
          <FreshnessScope observedAt={latest.evaluatedAt} budgetMs={VERDICT_BUDGET_MS}>
            <p className="font-medium">{t("measuredTargets", { count: latest.results.length })}</p>
            <VerdictCounts results={latest.results} />
            {spec.steps.length > 0 && <p className="tabular-nums">{t("stepsFound", { found, total: spec.steps.length })}</p>}
            <Freshness observedAt={latest.evaluatedAt} budgetMs={VERDICT_BUDGET_MS} />
          </FreshnessScope>
        )}
      </Stack>
    </Card>
  );
}
