"use client";
import type { LedgerRow } from "@holdfast/contracts/ledger";
import type { Column } from "@holdfast/ui/column";
import { Duration } from "@holdfast/ui/duration";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DrillVerdictMark } from "../shared-failover/drill-verdict-mark";
import { RecoveryFigure } from "../shared-failover/recovery-figure";
import { RunStatus } from "../shared-status/status-word";
import { LedgerLosses } from "./ledger-losses";

const ms = (value: number | null) => (value === null ? <span className="text-ink-soft">—</span> : <Duration ms={value} />);

/** How a run ended; of a drill with conditions, what it proves. */
function LedgerOutcome({ run: { phase, drillVerdict } }: { readonly run: LedgerRow }) {
  return phase === "Succeeded" && drillVerdict !== undefined ? <DrillVerdictMark of={drillVerdict} /> : <RunStatus of={phase} />;
}

/** The columns of the ledger. */
export function useLedgerColumns(): readonly Column<LedgerRow>[] {
  const t = useTranslations("ledger.column");
  const runs = useTranslations("sharedFailover.runs");
  const workflow = useTranslations("sharedFailover.workflow");
  const stage = useTranslations("failoverRun.stages.name");
  return useMemo(
    () => [
      { id: "ended", header: t("ended"), widthRem: 8.5, isFixed: true, cell: (run) => <Time at={run.finishedAt} show="absolute" /> },
      { id: "group", header: t("group"), widthRem: 7.5, cell: (run) => run.group },
      {
        id: "workflow",
        header: runs("workflow"),
        widthRem: 8.5,
        cell: (run) => (run.kind === "drill" ? runs("kinds.drill", { workflow: workflow(run.workflow) }) : workflow(run.workflow)),
      },
      { id: "outcome", header: t("outcome"), widthRem: 8.5, cell: (run) => <LedgerOutcome run={run} /> },
      { id: "recovery", header: runs("recovery"), widthRem: 10, cell: (run) => <RecoveryFigure {...run} /> },
      { id: "rto", header: "RTO", widthRem: 4, align: "end", narrow: "fact", cell: (run) => ms(run.rtoSeconds * 1000) },
      { id: "detect", header: stage("detect"), widthRem: 4.5, align: "end", narrow: "fact", cell: (run) => ms(run.detectMs) },
      { id: "decide", header: stage("decide"), widthRem: 5, align: "end", narrow: "fact", cell: (run) => ms(run.decideMs) },
      { id: "act", header: stage("act"), widthRem: 4.5, align: "end", narrow: "fact", cell: (run) => ms(run.actMs) },
      { id: "verify", header: stage("verify"), widthRem: 4.5, align: "end", narrow: "fact", cell: (run) => ms(run.verifyMs) },
      { id: "rpo", header: t("lost"), widthRem: 8, narrow: "fact", cell: (run) => <LedgerLosses losses={run.losses} /> },
    ],
    [t, runs, workflow, stage],
  );
}
