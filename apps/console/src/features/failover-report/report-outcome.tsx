"use client";
import type { RunReport } from "@holdfast/contracts/run-report";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { RecoveryFigure } from "../shared-failover/recovery-figure";
import { Instant } from "./instant";

/** How the run ended, what it took against the objective, and what was lost. */
export function ReportOutcome({ report }: { readonly report: RunReport }) {
  const t = useTranslations("failoverReport.outcome");
  const stage = useTranslations("failoverRun.stages.name");
  const say = useSay();
  const { outcome, times, losses } = report;
  const ms = (value: number | null) =>
    value === null ? <span className="text-ink-soft">{t("unmeasured")}</span> : <Duration ms={value} />;
  return (
    <Panel title={t("title")}>
      <KeyValueList
        layout="wide"
        items={[
          { label: t("said"), value: say(outcome) || "—" },
          { label: t("started"), value: <Instant at={outcome.startedAt} /> },
          { label: t("finished"), value: <Instant at={outcome.finishedAt} /> },
          {
            label: t("recovery"),
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                <RecoveryFigure recoveryMs={times.recoveryMs} rtoSeconds={times.rtoSeconds} />
                <span className="text-ink-soft">
                  {t("rto")} <Duration ms={times.rtoSeconds * 1000} />
                </span>
              </span>
            ),
          },
          { label: stage("detect"), value: ms(times.detectMs) },
          { label: stage("decide"), value: ms(times.decideMs) },
          { label: stage("act"), value: ms(times.actMs) },
          { label: stage("verify"), value: ms(times.verifyMs) },
          ...(losses ?? []).map((loss) => ({
            label: t("loss", { store: loss.store }),
            value: loss.lossSeconds === null ? t("unmeasured") : <Duration ms={loss.lossSeconds * 1000} />,
          })),
          ...(losses === undefined ? [{ label: "RPO", value: <span className="text-ink-soft">{t("noLoss")}</span> }] : []),
        ]}
      />
    </Panel>
  );
}
