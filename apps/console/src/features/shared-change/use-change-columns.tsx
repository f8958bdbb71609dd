"use client";
import type { ChangeRow } from "@holdfast/contracts/history";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ObjectName } from "../shared-object/object-name";
import { ChangeAuthorName } from "./change-author";
import { operationMarks } from "./change-marks";
import { ChangeSummary } from "./change-summary";
import { SeenAt } from "./seen-at";

/** What a list of changes is about: one object, one cluster, or the fleet. Columns that would say the same in every row are left out. */
export type ChangeScope = "object" | "cluster" | "fleet";

/** The columns of a list of changes. */
export function useChangeColumns(scope: ChangeScope): readonly Column<ChangeRow>[] {
  const t = useTranslations("change");
  return useMemo(() => {
    const object: Column<ChangeRow>[] = [
      { id: "name", header: t("column.name"), widthRem: 13, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("column.kind"), widthRem: 7.5, cell: (row) => row.kind },
      { id: "namespace", header: t("column.namespace"), widthRem: 6, cell: (row) => row.namespace ?? "—" },
    ];
    return [
      { id: "at", header: t("column.at"), widthRem: 12.5, isFixed: true, cell: (row) => <SeenAt change={row} /> },
      ...(scope === "fleet"
        ? [{ id: "cluster", header: t("column.cluster"), widthRem: 7.5, cell: (row: ChangeRow) => row.clusterName }]
        : []),
      {
        id: "operation",
        header: t("column.operation"),
        widthRem: 7,
        cell: (row) => <StatusMark {...operationMarks[row.operation]} word={t(`operation.${row.operation}`)} />,
      },
      ...(scope === "object" ? [] : object),
      { id: "what", header: t("column.what"), cell: (row) => <ChangeSummary change={row} /> },
      {
        id: "author",
        header: t("column.author"),
        widthRem: 6,
        cell: (row) => (row.author === null ? "—" : <ChangeAuthorName author={row.author} />),
      },
    ];
  }, [t, scope]);
}
