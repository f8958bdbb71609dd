"use client";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { OutcomeMark } from "./outcome-mark";

/** The columns of the trail. `clusterNames` says what the clusters are called; one that is gone keeps its id. */
export function useAuditColumns(clusterNames: ReadonlyMap<string, string>): readonly Column<AuditEntry>[] {
  const t = useTranslations("audit");
  return useMemo(
    () => [
      { id: "at", header: t("column.at"), widthRem: 13, isFixed: true, cell: (entry) => <Time at={Date.parse(entry.at)} /> },
      {
        id: "actor",
        header: t("column.actor"),
        widthRem: 12,
        cell: (entry) => (entry.actor.name === "" ? entry.actor.id : entry.actor.name),
      },
      {
        id: "actorKind",
        header: t("column.actorKind"),
        widthRem: 7,
        isHiddenAtFirst: true,
        cell: (entry) => t(`actorKind.${entry.actor.kind}`),
      },
      { id: "action", header: t("column.action"), widthRem: 13, cell: (entry) => <Code>{entry.action}</Code> },
      { id: "outcome", header: t("column.outcome"), widthRem: 8, cell: (entry) => <OutcomeMark of={entry.outcome} /> },
      {
        id: "target",
        header: t("column.target"),
        cell: (entry) => `${entry.target.kind} ${entry.target.name === "" ? entry.target.id : entry.target.name}`,
      },
      {
        id: "cluster",
        header: t("column.cluster"),
        widthRem: 9,
        cell: ({ target: { clusterId } }) => (clusterId === null ? "—" : (clusterNames.get(clusterId) ?? clusterId)),
      },
      { id: "reason", header: t("column.reason"), widthRem: 18, isHiddenAtFirst: true, cell: (entry) => entry.reason ?? "—" },
      { id: "seq", header: t("column.seq"), widthRem: 5, align: "end", cell: (entry) => String(entry.seq) },
    ],
    [t, clusterNames],
  );
}
