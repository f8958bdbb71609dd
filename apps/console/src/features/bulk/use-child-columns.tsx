"use client";
import type { BulkChildView } from "@holdfast/contracts/bulk";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { bulkMarks } from "./bulk-standing-marks";

/** The columns of the objects of a bulk order. */
export function useChildColumns(hasReplicas: boolean): readonly Column<BulkChildView>[] {
  const t = useTranslations("bulk");
  const say = useSay();
  return useMemo(
    () => [
      { id: "object", header: t("column.object"), isFixed: true, cell: ({ name }) => name },
      { id: "kind", header: t("column.kind"), widthRem: 8, cell: ({ kind }) => kind },
      { id: "namespace", header: t("column.namespace"), widthRem: 9, cell: ({ namespace }) => namespace ?? "—" },
      { id: "cluster", header: t("column.cluster"), widthRem: 9, cell: ({ clusterName }) => clusterName },
      {
        id: "standing",
        header: t("column.standing"),
        widthRem: 10,
        cell: ({ standing }) => <StatusMark {...bulkMarks[standing]} word={t(`standing.${standing}`)} />,
      },
      ...(hasReplicas
        ? [
            {
              id: "change",
              header: t("column.change"),
              widthRem: 7,
              align: "end" as const,
              cell: ({ expectReplicas, replicas }: BulkChildView) => (replicas === null ? "—" : `${expectReplicas ?? "?"} → ${replicas}`),
            },
          ]
        : []),
      {
        id: "message",
        header: t("column.message"),
        cell: ({ message, phrase, reason }) => (message === null ? (reason ?? "—") : say({ message, ...(phrase ? { phrase } : {}) })),
      },
      { id: "at", header: t("column.at"), widthRem: 7, align: "end", cell: ({ updatedAt }) => <Time at={updatedAt} show="relative" /> },
    ],
    [t, say, hasReplicas],
  );
}
