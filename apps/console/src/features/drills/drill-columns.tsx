"use client";
import type { DrillEntry } from "@holdfast/contracts/drill";
import type { Column } from "@holdfast/ui/column";
import { Duration } from "@holdfast/ui/duration";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { RecoveryFigure } from "../shared-failover/recovery-figure";
import { DrillOutcome } from "./drill-outcome";

const none = <span className="text-ink-soft">—</span>;

/** The columns of the list of drills. */
export function useDrillColumns(): readonly Column<DrillEntry>[] {
  const t = useTranslations("drills.column");
  const say = useSay();
  return useMemo(
    () => [
      { id: "plan", header: t("plan"), widthRem: 10, isFixed: true, cell: (drill) => drill.planName },
      { id: "at", header: t("at"), widthRem: 9, cell: (drill) => <Time at={drill.at} show="absolute" /> },
      { id: "outcome", header: t("outcome"), widthRem: 10, cell: (drill) => <DrillOutcome drill={drill} /> },
      {
        id: "recovery",
        header: t("recovery"),
        widthRem: 10,
        cell: ({ run }) => (run ? <RecoveryFigure recoveryMs={run.recoveryMs} rtoSeconds={run.rtoSeconds} /> : none),
      },
      {
        id: "rto",
        header: "RTO",
        widthRem: 5,
        align: "end",
        narrow: "fact",
        cell: ({ run }) => (run ? <Duration ms={run.rtoSeconds * 1000} /> : none),
      },
      { id: "schedule", header: t("schedule"), widthRem: 9, narrow: "fact", cell: (drill) => drill.scheduleName ?? t("byHand") },
      {
        id: "why",
        header: t("why"),
        narrow: "fact",
        cell: (drill) => (drill.state === "skipped" || drill.state === "missed" ? say(drill) : none),
      },
    ],
    [t, say],
  );
}
