"use client";
import type { DifferenceRow } from "@holdfast/contracts/compare";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ObjectName } from "../shared-object/object-name";
import type { Pair } from "./compare-search";
import { groupMarks } from "./group-marks";

function Value({ of }: { readonly of: string | null }) {
  return of === null ? "—" : <Code>{of}</Code>;
}

/** The columns of a list of differences. */
export function useDifferenceColumns({ left, right }: Pair): readonly Column<DifferenceRow>[] {
  const t = useTranslations("compare");
  return useMemo(
    () => [
      { id: "name", header: t("column.name"), isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("column.kind"), widthRem: 9, cell: (row) => row.kind },
      { id: "namespace", header: t("column.namespace"), widthRem: 7, cell: (row) => row.namespace ?? "—" },
      {
        id: "difference",
        header: t("column.difference"),
        widthRem: 9.5,
        cell: (row) =>
          row.mayDiffer === null ? (
            <StatusMark {...groupMarks[row.group]} word={t(`group.${row.group}`)} />
          ) : (
            <StatusMark tone="idle" shape="tick" word={t(`mayDiffer.${row.mayDiffer}`)} />
          ),
      },
      { id: "field", header: t("column.field"), widthRem: 15, cell: (row) => (row.field === "" ? "—" : <Code>{row.field}</Code>) },
      {
        id: "left",
        header: left.name,
        widthRem: 12,
        cell: (row) => (row.group === "missing" ? t(row.left === null ? "absent" : "present") : <Value of={row.left} />),
      },
      {
        id: "right",
        header: right.name,
        widthRem: 12,
        cell: (row) => (row.group === "missing" ? t(row.right === null ? "absent" : "present") : <Value of={row.right} />),
      },
    ],
    [t, left.name, right.name],
  );
}
