"use client";
import type { WaiverRow } from "@holdfast/contracts/waiver";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { WaiverItem } from "./waiver-item";
import { states, waiverQuestion, waiverShape } from "./waiver-search";

const rowKey = (row: WaiverRow) => row.id;

/** The filters, and the waivers that they leave, the newest first. */
export function WaiverList() {
  const t = useTranslations("waivers");
  const [search, change] = useListSearch(waiverShape);
  const question = useMemo(() => waiverQuestion(search), [search]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const policies = useQuery(trpc.policy.list.queryOptions());
  const query = usePages(
    trpc.policy.waivers.queryKey(question),
    (cursor, signal) => client.policy.waivers.query({ ...question, cursor, limit: 20 }, { signal }),
    "waivers",
  );
  const selected = (id: string) => search.facets[id] ?? [];
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        facets={[
          {
            ...{ id: "state", label: t("stateOf"), selected: selected("state") },
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            ...{ id: "policy", label: t("policy"), selected: selected("policy") },
            options: (policies.data ?? []).map(({ name }) => ({ value: name, label: name })),
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={() => change({ facets: {} })}
      />
      <Resolve
        query={query}
        loading={<CardSkeleton lines={6} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {(data) => (
          <Stack gap="m">
            {pagedRows(data.pages, rowKey).map((waiver) => (
              <WaiverItem key={waiver.id} waiver={waiver} />
            ))}
            {query.hasNextPage && (
              <Button onClick={() => void query.fetchNextPage()} isBusy={query.isFetchingNextPage}>
                {t("more")}
              </Button>
            )}
          </Stack>
        )}
      </Resolve>
    </Stack>
  );
}
