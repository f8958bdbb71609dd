"use client";
import { Health } from "@holdfast/contracts/health";
import { Button } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Quantity } from "@holdfast/ui/quantity";
import type { ListSearchShape } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { HealthStatus } from "../shared-status/status-word";
import { Sample } from "./sample";
import { askRows, type SampleRow, sampleRows } from "./sample-rows";

const shape: ListSearchShape = { sortKeys: ["name", "health", "memory", "age"], facets: ["health"] };
const PAGE = 200;

function useColumns(): readonly Column<SampleRow>[] {
  const { renderedAtMs } = useUi();
  return useMemo(
    () => [
      { id: "name", header: "Workload", sortKey: "name", isFixed: true, cell: (row) => row.name },
      { id: "health", header: "Health", sortKey: "health", widthRem: 9, cell: (row) => <HealthStatus of={row.health} /> },
      { id: "cluster", header: "Cluster", widthRem: 9, cell: (row) => row.cluster },
      { id: "namespace", header: "Namespace", widthRem: 8, isHiddenAtFirst: true, narrow: "omit", cell: (row) => row.namespace },
      { id: "ready", header: "Ready", align: "end", widthRem: 6, cell: (row) => `${row.ready} / ${row.desired}` },
      { id: "restarts", header: "Restarts", align: "end", widthRem: 6, narrow: "omit", cell: (row) => row.restarts },
      {
        id: "memory",
        header: "Memory",
        sortKey: "memory",
        align: "end",
        widthRem: 7,
        cell: (row) => <Quantity value={row.memoryBytes} unit="bytes" />,
      },
      { id: "age", header: "Created", sortKey: "age", widthRem: 8, cell: (row) => <Time at={renderedAtMs - row.ageMs} show="relative" /> },
    ],
    [renderedAtMs],
  );
}

function BigList() {
  const t = useTranslations("status.health");
  const columns = useColumns();
  const [search, change] = useListSearch(shape);
  const [limit, setLimit] = useState(PAGE);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const columnChoice = useColumnChoice("gallery", columns);
  const [arrived, setArrived] = useState(3);
  const health = search.facets.health ?? [];
  const { rows, total } = askRows(search.text, health, search.sort, limit);
  return (
    <Stack gap="s">
      <FilterBar
        label="Narrow the list"
        search={{
          label: "Search workloads",
          placeholder: "name, for example ledger",
          value: search.text,
          onChange: (text) => change({ text }),
        }}
        facets={[{ id: "health", label: "Health", selected: health, options: Health.options.map((value) => ({ value, label: t(value) })) }]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={() => change({ facets: {}, text: "" })}
        end={<Button variant="primary">Add</Button>}
      />
      <DataTable
        label="Workloads"
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowName={(row) => row.name}
        rowHref={(row) => `/gallery/text?workload=${encodeURIComponent(row.id)}`}
        sort={search.sort}
        onSortChange={(sort) => change({ sort })}
        selection={{ selected, onChange: setSelected }}
        columnChoice={columnChoice}
        arrivals={{ count: arrived, onShow: () => setArrived(0) }}
        more={{ total, isTotalCapped: false, hasMore: rows.length < total, isLoading: false, onMore: () => setLimit(limit + PAGE) }}
      />
    </Stack>
  );
}

const rowKey = (row: SampleRow) => row.id;

/** Lists, long and short, and what stands there before them. */
export function ListsPart() {
  const columns = useColumns();
  return (
    <Stack gap="l">
      <Sample title="A list that the server pages, sorts and filters">
        <BigList />
      </Sample>
      <Sample title="A short list without choices">
        <DataTable
          label="Workloads of one namespace"
          columns={columns.slice(0, 5)}
          rows={sampleRows.slice(20, 24)}
          rowKey={rowKey}
          rowName={(row) => row.name}
          hasPageKeys={false}
          height="content"
        />
      </Sample>
      <Sample title="Before the rows are there">
        <TableSkeleton columns={columns} rows={4} />
      </Sample>
    </Stack>
  );
}
