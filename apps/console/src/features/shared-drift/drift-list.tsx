"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import type { DriftPage, DriftView } from "@holdfast/contracts/policy-drift";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { type ListSearchShape, writeListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Switch } from "@holdfast/ui/switch";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { DriftDrawer } from "./drift-drawer";
import { UntoldNotice } from "./untold-notice";
import { useDriftColumns } from "./use-drift-columns";

const shape: ListSearchShape = { sortKeys: [], facets: ["ended", "drift"] };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const none: readonly DriftPage[] = [];
const rowKey = (row: DriftView) => row.id;
const rowName = (row: DriftView) => `${row.kind} ${row.name} ${row.clusterName}`;

interface DriftListProps {
  /** The policy whose drifts are listed; null for all. */
  readonly policyId: PolicyId | null;
}

/** What is not as pushed, the last first; a row opens beside the list. With those that are over where the reader wants them. */
export function DriftList({ policyId }: DriftListProps) {
  const t = useTranslations("drift");
  const pathname = usePathname();
  const columns = useDriftColumns(policyId !== null);
  const columnChoice = useColumnChoice(policyId === null ? "drifts" : "policy-drifts", columns);
  const [search, change] = useListSearch(shape);
  const withEnded = search.facets.ended?.[0] === "yes";
  const question = useMemo(() => ({ withEnded, ...(policyId === null ? {} : { policyId }) }), [withEnded, policyId]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages<DriftPage>(
    trpc.policy.drifts.queryKey(question),
    (cursor, signal) => client.policy.drifts.query({ ...question, cursor }, { signal }),
    `drifts ${policyId}`,
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const ended = { ended: withEnded ? ["yes"] : [] };
  const opened = search.facets.drift?.[0] ?? "";
  return (
    <Stack gap="s">
      <UntoldNotice untold={pages[0]?.untold ?? []} />
      <Switch
        label={t("withEnded")}
        isOn={withEnded}
        onChange={(isOn) => change({ facets: { ...search.facets, ended: isOn ? ["yes"] : [] } })}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={4} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={(row) => `${pathname}?${writeListSearch({ ...search, facets: { ...ended, drift: [row.id] } })}`}
            columnChoice={columnChoice}
            more={moreRows(query, data.pages)}
            {...(policyId === null ? {} : { height: "content" as const })}
          />
        )}
      </Resolve>
      {UUID.test(opened) && <DriftDrawer id={opened} onClose={() => change({ facets: ended })} />}
    </Stack>
  );
}
