"use client";
import type { RunReport } from "@holdfast/contracts/run-report";
import { Code } from "@holdfast/ui/code";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { Instant } from "./instant";

/** Every entry of the audit chain about the run, with its hash, up to the one that says how it ended. */
export function ReportChain({ report }: { readonly report: RunReport }) {
  const t = useTranslations("failoverReport.chain");
  return (
    <Panel title={t("title")} aside={t("count", { count: report.chain.entries.length })}>
      <ol className="flex flex-col gap-2 text-small">
        {report.chain.entries.map((entry) => (
          <li key={entry.seq} className="break-inside-avoid-page">
            <p className="flex flex-wrap gap-x-3">
              <span className="tabular-nums">{entry.seq}</span>
              <Instant at={entry.at} />
              <Code>{entry.action}</Code>
              <span>{t(`outcome.${entry.outcome}`)}</span>
              <span className="text-ink-soft">{entry.actor.name}</span>
              {entry.reason !== null && entry.reason !== "" && <span className="break-words text-ink-soft">{entry.reason}</span>}
            </p>
            <p className="break-all font-mono text-ink-soft" translate="no">
              {entry.hash}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
