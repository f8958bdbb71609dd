"use client";
import type { DifferenceRow } from "@holdfast/contracts/compare";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { OutsideText } from "@holdfast/ui/outside-text";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
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

/** What kind of difference it is, or why it is expected. */
function Kind({ row }: { readonly row: DifferenceRow }) {
  const t = useTranslations("compare");
  if (row.mayDiffer === null) return <StatusMark {...groupMarks[row.group]} word={t(`group.${row.group}`)} />;
  if (row.rule === null) return <StatusMark tone="idle" shape="tick" word={t(`mayDiffer.${row.mayDiffer}`)} />;
  const { reason, madeByName } = row.rule;
  return (
    <span title={t("byRule", { reason: visibleName(reason), name: visibleName(madeByName) })}>
      <StatusMark tone="idle" shape="tick" word={t("mayDiffer.rule")} /> <OutsideText>{reason}</OutsideText>
    </span>
  );
}

/** The columns of a list of differences. `onAllow` is for the person who says of one that it may be. */
export function useDifferenceColumns({ left, right }: Pair, onAllow: (row: DifferenceRow) => void): readonly Column<DifferenceRow>[] {
  const t = useTranslations("compare");
  const refusal = useRefusal("compare:manage");
  return useMemo(
    () => [
      { id: "name", header: t("column.name"), isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("column.kind"), widthRem: 8, cell: (row) => row.kind },
      { id: "namespace", header: t("column.namespace"), widthRem: 6.5, cell: (row) => row.namespace ?? "—" },
      {
        id: "difference",
        header: t("column.difference"),
        widthRem: 9,
        cell: (row) => <Kind row={row} />,
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
      {
        id: "allow",
        header: t("column.rule"),
        widthRem: 8,
        cell: (row) =>
          row.mayDiffer === null ? (
            <Button size="s" variant="quiet" refusal={refusal} onClick={() => onAllow(row)}>
              {t("allow")}
            </Button>
          ) : (
            "—"
          ),
      },
    ],
    [t, left.name, right.name, refusal, onAllow],
  );
}
