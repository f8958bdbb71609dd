"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button, LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { DrillReadings } from "../shared-failover/drill-readings";
import { DrillVerdictMark } from "../shared-failover/drill-verdict-mark";
import { usePageTitle } from "../shared-page/use-page-title";
import { RunStatus } from "../shared-status/status-word";
import { Instant } from "./instant";
import { ReportBasis } from "./report-basis";
import { ReportChain } from "./report-chain";
import { ReportOutcome } from "./report-outcome";
import { ReportSignature } from "./report-signature";
import { ReportStep } from "./report-step";
import type { SignedReport } from "./signed-report";

const fileHref = (runId: string, format: "json" | "pdf" | "keys") => `/api/runs/report?${new URLSearchParams({ run: runId, format })}`;

/** A report laid out as it prints: how it ended first, then on what grounds, then every step, then what proves it. */
export function ReportView({ signed }: { readonly signed: SignedReport }) {
  const t = useTranslations("failoverReport");
  const run = useTranslations("failoverRun");
  const nav = useTranslations("nav");
  const say = useSay();
  const workflow = useTranslations("sharedFailover.workflow");
  const { report } = signed;
  const title = t("heading", { plan: report.plan.name, from: report.run.primary.name, to: report.run.standby.name });
  usePageTitle(title);
  const trail = [
    { label: nav("failover"), href: "/failover" },
    { label: report.plan.name, href: `/failover/plans/${report.plan.id}` },
    { label: t("run"), href: `/failover/runs/${report.run.id}` },
  ];
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <div className="print:hidden">
            <Breadcrumbs trail={trail} current={t("current")} />
          </div>
        }
        title={title}
        status={<RunStatus of={report.outcome.phase} emphasis="strong" />}
        description={run("description", {
          workflow: workflow(report.run.workflow),
          kind: run(`kind.${report.run.kind}`),
          mode: run(`mode.${report.run.mode}`),
          name: report.request.byName,
        })}
        actions={
          <div className="flex flex-wrap gap-2 print:hidden">
            <LinkButton href={fileHref(report.run.id, "keys")} isDownload>
              {t("takeKeys")}
            </LinkButton>
            <LinkButton href={fileHref(report.run.id, "json")} isDownload>
              {t("takeJson")}
            </LinkButton>
            <LinkButton href={fileHref(report.run.id, "pdf")} isDownload>
              {t("takePdf")}
            </LinkButton>
            <Button variant="primary" onClick={() => window.print()}>
              {t("print")}
            </Button>
          </div>
        }
      />
      <ReportOutcome report={report} />
      {report.drill && (
        <Panel title={run("drill.title")}>
          <div className="flex flex-col gap-2">
            <DrillVerdictMark of={report.drill.verdict} emphasis="strong" />
            <p className="break-words">
              {say(report.drill)} · <Instant at={report.drill.judgedAt} />
            </p>
            <DrillReadings readings={report.drill.readings} />
          </div>
        </Panel>
      )}
      <ReportSignature signed={signed} />
      <ReportBasis report={report} />
      <Panel title={t("steps")} aside={t("utc")} padding="none">
        <ol className="divide-y divide-line">
          {report.steps.map((step) => (
            <ReportStep key={step.index} step={step} />
          ))}
        </ol>
      </Panel>
      <ReportChain report={report} />
    </Stack>
  );
}
