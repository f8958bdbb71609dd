"use client";
import type { BulkChildView, BulkDetail } from "@holdfast/contracts/bulk";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { bulkStandings } from "./bulk-standing-marks";
import { useChildColumns } from "./use-child-columns";

const shape = { sortKeys: [], facets: ["standing"] } as const;
const rowKey = ({ position }: BulkChildView) => String(position);
const rowName = ({ kind, name }: BulkChildView) => `${kind} ${name}`;
const rowHref = ({ clusterId, uid }: BulkChildView) => `/inventory/${clusterId}/${encodeURIComponent(uid)}`;

/** The objects of a bulk order and what became of each, narrowed by the standing that the address asks for. */
export function BulkChildren({ bulk: { id: bulkId, tally, verb } }: { readonly bulk: BulkDetail }) {
  const t = useTranslations("bulk");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const [search, change] = useListSearch(shape);
  const standing = bulkStandings.find((each) => search.facets.standing?.includes(each));
  const question = { bulkId, ...(standing ? { standing } : {}) };
  const columns = useChildColumns(verb === "scale");
  const query = usePages(
    trpc.bulk.children.queryKey(question),
    (cursor, signal) => client.bulk.children.query({ ...question, cursor }, { signal }),
    bulkId,
  );
  const options = bulkStandings.map((each) => ({ value: each, label: t(`standing.${each}`), count: tally[each] ?? 0 }));
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        facets={[{ id: "standing", label: t("column.standing"), options, selected: standing ? [standing] : [] }]}
        // One at a time: the one that was chosen last.
        onFacetChange={(_, values) => change({ facets: { standing: values.slice(-1) } })}
        onClear={() => change({ facets: {} })}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={8} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={<EmptyState title={t("noneMatches")}>{t("noneMatchesHelp")}</EmptyState>}
      >
        {(data) => (
          <DataTable
            label={t("column.object")}
            columns={columns}
            rows={pagedRows(data.pages, rowKey)}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
