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

/** Of images that differ in their version alone only the tag or digest does; the rest would push it out of the cell. */
const versionOf = (image: string) =>
  image
    .split("/")
    .at(-1)
    ?.split(/[:@](.*)/)[1] ?? image;
const versionsOf = (images: string) => images.split(", ").map(versionOf).join(", ");

function Value({ row, side }: { readonly row: DifferenceRow; readonly side: "left" | "right" }) {
  const t = useTranslations("compare");
  const value = row[side];
  if (row.group === "missing") return t(value === null ? "absent" : "present");
  if (value === null) return "—";
  return (
    <span title={value}>
      <Code>{row.group === "version" ? versionsOf(value) : value}</Code>
    </span>
  );
}

/** The columns of a list of differences. */
export function useDifferenceColumns({ left, right }: Pair): readonly Column<DifferenceRow>[] {
  const t = useTranslations("compare");
  return useMemo(
    () => [
      { id: "name", header: t("column.name"), isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("column.kind"), widthRem: 8, cell: (row) => row.kind },
      { id: "namespace", header: t("column.namespace"), widthRem: 6.5, cell: (row) => row.namespace ?? "—" },
      {
        id: "difference",
        header: t("column.difference"),
        widthRem: 9,
        cell: (row) =>
          row.mayDiffer === null ? (
            <StatusMark {...groupMarks[row.group]} word={t(`group.${row.group}`)} />
          ) : (
            <StatusMark tone="idle" shape="tick" word={t(`mayDiffer.${row.mayDiffer}`)} />
          ),
      },
      { id: "field", header: t("column.field"), widthRem: 12, cell: (row) => (row.field === "" ? "—" : <Code>{row.field}</Code>) },
      {
        id: "left",
        header: left.name,
        widthRem: 12,
        cell: (row) => <Value row={row} side="left" />,
      },
      {
        id: "right",
        header: right.name,
        widthRem: 12,
        cell: (row) => <Value row={row} side="right" />,
      },
    ],
    [t, left.name, right.name],
  );
}
