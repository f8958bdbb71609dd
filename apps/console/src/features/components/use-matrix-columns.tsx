"use client";
import type { ComponentColumn, ComponentMatrix, ComponentRow } from "@holdfast/contracts/component";
import { Badge } from "@holdfast/ui/badge";
import type { Column } from "@holdfast/ui/column";
import { Link } from "@holdfast/ui/link";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ComponentState } from "../shared-component/component-state";
import { LevelBadges } from "../shared-component/level-badges";
import { VersionList } from "../shared-component/version-list";

function Cell({ row, column }: { readonly row: ComponentRow; readonly column: ComponentColumn }) {
  const t = useTranslations("components");
  const cell = row.cells[column.id];
  if (cell === undefined) return <span className="text-ink-soft">{column.scannedAt === null ? t("notScanned") : t("absent")}</span>;
  const observation = column.staleSince === null ? null : { observedAt: column.staleSince, budgetMs: 0 };
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <Link href={`/clusters/${column.name}/components?q=${encodeURIComponent(row.name)}`} variant="quiet">
        {cell.versions.length === 0 && cell.health === null ? t("installed") : <VersionList versions={cell.versions} />}
      </Link>
      {cell.health !== null && <ComponentState of={cell} {...(observation === null ? {} : { observation })} />}
    </span>
  );
}

/** What each row says, and a column for each cluster of the page. */
export function useMatrixColumns({
  columns,
  clusterCount,
}: Pick<ComponentMatrix, "columns" | "clusterCount">): readonly Column<ComponentRow>[] {
  const t = useTranslations("components");
  return useMemo(
    (): Column<ComponentRow>[] => [
      { id: "name", header: t("column.name"), isFixed: true, widthRem: 12, cell: (row) => <span className="font-medium">{row.name}</span> },
      { id: "domain", header: t("column.domain"), widthRem: 9, cell: (row) => t(`domain.${row.domain}`) },
      { id: "level", header: t("column.level"), widthRem: 11, narrow: "omit", cell: (row) => <LevelBadges levels={row.levels} /> },
      {
        id: "spread",
        header: t("column.spread"),
        widthRem: 9,
        cell: (row) => (
          <Inline gap="xs">
            <span className="tabular-nums">{t("spread", { found: row.foundIn, all: clusterCount })}</span>
            {row.versions > 1 && <Badge tone="caution">{t("versionCount", { count: row.versions })}</Badge>}
          </Inline>
        ),
      },
      ...columns.map(
        (column): Column<ComponentRow> => ({
          id: `cluster.${column.id}`,
          header: column.name,
          widthRem: 13,
          isFixed: true,
          cell: (row) => <Cell row={row} column={column} />,
        }),
      ),
    ],
    [t, columns, clusterCount],
  );
}
