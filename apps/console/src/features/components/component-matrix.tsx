"use client";
import type { ComponentRow, ComponentMatrix as Matrix } from "@holdfast/contracts/component";
import { DataTable } from "@holdfast/ui/data-table";
import { useTranslations } from "next-intl";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { StaleClustersNotice } from "../shared-object/stale-clusters-notice";
import { ClusterPager } from "./cluster-pager";
import { useMatrixColumns } from "./use-matrix-columns";

interface ComponentMatrixProps {
  readonly matrix: Matrix;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

const rowKey = (row: ComponentRow) => row.id;
const rowName = (row: ComponentRow) => row.name;

/** Rows are systems, columns are clusters: which version of it each has, and how it is there. */
export function ComponentMatrix({ matrix, page, onPage }: ComponentMatrixProps) {
  const t = useTranslations("components");
  const columns = useMatrixColumns(matrix);
  const columnChoice = useColumnChoice("components", columns);
  const stale = matrix.columns.flatMap(({ id, name, staleSince }) =>
    staleSince === null ? [] : [{ clusterId: id, clusterName: name, since: staleSince }],
  );
  return (
    <>
      <StaleClustersNotice clusters={stale} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={matrix.rows}
        rowKey={rowKey}
        rowName={rowName}
        columnChoice={columnChoice}
        bar={<ClusterPager matrix={matrix} page={page} onPage={onPage} />}
      />
    </>
  );
}
