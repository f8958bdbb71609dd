"use client";
import type { ClusterDecisions, Decision, WhatCanPage } from "@holdfast/contracts/access";
import type { UserView } from "@holdfast/contracts/identity";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = (row: ClusterDecisions) => row.clusterId;
const rowName = (row: ClusterDecisions) => row.clusterName;
const none: readonly WhatCanPage[] = [];

/** The policies that decided these, each once. */
const policiesOf = (decisions: readonly Decision[]) => [...new Set(decisions.flatMap((each) => each.policies))].sort().join(", ");

function May({ decisions }: { readonly decisions: readonly Decision[] }) {
  const t = useTranslations("identity");
  const allowed = decisions.filter((each) => each.isAllowed);
  if (allowed.length === 0) return <span className="text-ink-soft">{t("whatCan.mayNothing")}</span>;
  if (allowed.length === decisions.length) return t("whatCan.everything");
  return allowed.map((each) => t(`permission.${each.permission}`)).join(" · ");
}

function useDecisionColumns(): readonly Column<ClusterDecisions>[] {
  const t = useTranslations("identity");
  return useMemo(
    (): Column<ClusterDecisions>[] => [
      { id: "cluster", header: t("whatCan.cluster"), isFixed: true, widthRem: 12, cell: (row) => row.clusterName },
      { id: "environment", header: t("whatCan.environment"), widthRem: 7, cell: (row) => <EnvironmentBadge of={row.environment} /> },
      {
        id: "roles",
        header: t("whatCan.roles"),
        widthRem: 10,
        cell: (row) => row.roles.map((role) => t(`role.${role}`)).join(", ") || "—",
      },
      { id: "may", header: t("whatCan.may"), cell: (row) => <May decisions={row.decisions} /> },
      {
        id: "policies",
        header: t("whatCan.policies"),
        widthRem: 12,
        narrow: "omit",
        cell: (row) => policiesOf(row.decisions) || "—",
      },
    ],
    [t],
  );
}

/** What somebody may do, on the whole fleet and cluster by cluster, as the policies decide it now. */
export function WhatCanPanel({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity.whatCan");
  const columns = useDecisionColumns();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const question = useMemo(() => ({ userId: user.id, ...(asked === "" ? {} : { text: asked }) }), [user.id, asked]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.access.whatCan.queryKey(question),
    (cursor, signal) => client.access.whatCan.query({ ...question, cursor }, { signal }),
    "what-can",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  return (
    <Panel title={t("title", { name: user.name })}>
      <Resolve query={query} loading={<TableSkeleton columns={columns} rows={4} />} isEmpty={() => false} empty={null}>
        {(data) => (
          <Stack gap="s">
            <p>
              <span className="font-medium">{t("fleet")}:</span> <May decisions={data.pages[0]?.fleet ?? []} />
            </p>
            <FilterBar
              label={t("narrow")}
              search={{ label: t("search"), placeholder: t("search"), value: text, onChange: setText }}
              facets={[]}
              onFacetChange={() => {}}
              onClear={() => setText("")}
            />
            {rows.length === 0 ? (
              <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
            ) : (
              <DataTable
                label={t("title", { name: user.name })}
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                rowName={rowName}
                more={moreRows(query, data.pages)}
                height="content"
                hasPageKeys={false}
              />
            )}
          </Stack>
        )}
      </Resolve>
    </Panel>
  );
}
