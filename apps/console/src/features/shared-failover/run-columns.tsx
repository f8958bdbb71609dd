"use client";
import type { RunListRow } from "@holdfast/contracts/failover";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { RunStatus } from "../shared-status/status-word";
import { RecoveryFigure } from "./recovery-figure";

/** The columns of a list of runs. */
export function useRunColumns(): readonly Column<RunListRow>[] {
  const t = useTranslations("sharedFailover.runs");
  const workflow = useTranslations("sharedFailover.workflow");
  const say = useSay();
  return useMemo(
    () => [
      { id: "requested", header: t("requested"), widthRem: 11, isFixed: true, cell: (run) => <Time at={run.requestedAt} /> },
      { id: "plan", header: t("plan"), widthRem: 7.5, cell: (run) => run.planName },
      {
        id: "workflow",
        header: t("workflow"),
        widthRem: 9,
        narrow: "fact",
        cell: (run) => (run.kind === "real" ? workflow(run.workflow) : t(`kinds.${run.kind}`, { workflow: workflow(run.workflow) })),
      },
      { id: "phase", header: t("phase"), widthRem: 8.5, cell: (run) => <RunStatus of={run.phase} /> },
      { id: "recovery", header: t("recovery"), widthRem: 9, cell: (run) => <RecoveryFigure {...run} /> },
      { id: "pair", header: t("pair"), widthRem: 13, narrow: "fact", cell: (run) => `${run.primaryName} → ${run.standbyName}` },
      { id: "by", header: t("by"), widthRem: 7, cell: (run) => run.requestedByName },
      { id: "message", header: t("message"), cell: (run) => say({ message: run.phaseMessage, phrase: run.phasePhrase }) || "—" },
    ],
    [t, workflow, say],
  );
}
