"use client";
import type { ImpactEffect, ImpactFinding } from "@holdfast/contracts/policy-impact";
import type { Column } from "@holdfast/ui/column";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ImpactObjects } from "./impact-objects";

const marks: Readonly<Record<ImpactEffect, { tone: Tone; shape: StatusShape }>> = {
  deny: { tone: "bad", shape: "cross" },
  warn: { tone: "caution", shape: "triangle" },
  audit: { tone: "caution", shape: "triangle" },
};

/** The columns of what goes against a version. */
export function useImpactColumns(): readonly Column<ImpactFinding>[] {
  const t = useTranslations("policy.impact");
  return useMemo(
    () => [
      {
        id: "workload",
        header: t("column.workload"),
        isFixed: true,
        widthRem: 14,
        cell: ({ workload }) => `${workload.kind} ${workload.name}`,
      },
      {
        id: "effect",
        header: t("column.effect"),
        widthRem: 6,
        narrow: "fact",
        cell: ({ effect }) => <StatusMark {...marks[effect]} word={t(`effect.${effect}`)} />,
      },
      { id: "cluster", header: t("column.cluster"), widthRem: 8, narrow: "fact", cell: ({ clusterName }) => clusterName },
      { id: "namespace", header: t("column.namespace"), widthRem: 7, narrow: "fact", cell: ({ namespace }) => namespace ?? "—" },
      { id: "team", header: t("column.team"), widthRem: 5, narrow: "fact", cell: ({ team }) => team ?? "—" },
      { id: "objects", header: t("column.objects"), widthRem: 7, narrow: "fact", cell: (finding) => <ImpactObjects finding={finding} /> },
      // On a phone it is read where the objects are named.
      { id: "message", header: t("column.message"), narrow: "omit", cell: ({ message }) => message },
    ],
    [t],
  );
}
