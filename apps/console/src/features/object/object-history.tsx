"use client";
import type { ChangePage } from "@holdfast/contracts/history";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import type { ListSearchShape } from "@holdfast/ui/rules/list-search";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { ChangeDrawer } from "../shared-change/change-drawer";
import { objectHref } from "../shared-change/change-links";
import { openedChange } from "../shared-change/change-search";
import { ChangeTable } from "../shared-change/change-table";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { usePageTitle } from "../shared-page/use-page-title";
import { AsOfPanel } from "./as-of-panel";
import { ObjectTabs } from "./object-tabs";

const shape: ListSearchShape = { sortKeys: [], facets: ["at", "change"] };

interface ObjectHistoryProps {
  readonly clusterId: string;
  readonly uid: string;
}

/** How an object came to be as it is, and what it was at an instant; also of one that is gone. */
export function ObjectHistory({ clusterId, uid }: ObjectHistoryProps) {
  const t = useTranslations("object");
  const [search, change] = useListSearch(shape);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  // The page checked the one against the form of an id and the other against its length.
  const place = useMemo(() => ({ clusterId: clusterId as ClusterId, uid: uid as ObjectUid }), [clusterId, uid]);
  const held = useQuery(trpc.inventory.get.queryOptions(place));
  const query = usePages<ChangePage>(trpc.history.object.queryKey(place), (cursor, signal) =>
    client.history.object.query({ ...place, cursor }, { signal }),
  );
  const about = held.data ?? query.data?.pages[0]?.rows[0];
  const written = new Date(search.facets.at?.[0] ?? "");
  const at = Number.isNaN(written.getTime()) ? null : written;
  const id = openedChange(search);
  const open = (facets: { at?: string | null; change?: null }) => {
    const next = {
      ...search.facets,
      ...Object.fromEntries(Object.entries(facets).map(([name, value]) => [name, value === null ? [] : [value]])),
    };
    change({ facets: next });
  };
  const name = about === undefined ? uid : about.name;
  usePageTitle(about === undefined ? null : `${t("tab.history")} · ${about.name}`);
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: t("inventory"), href: "/inventory" },
              { label: visibleName(name), href: objectHref(place) },
            ]}
            current={t("tab.history")}
          />
        }
        title={name}
        description={about && [about.kind, about.namespace, about.clusterName].filter((part) => part !== null).join(" · ")}
      />
      <ObjectTabs {...place} current="history" />
      <AsOfPanel {...place} at={at} onChange={(next) => open({ at: next })} />
      <ChangeTable query={query} list={uid} scope="object" search={search} />
      {id !== null && <ChangeDrawer id={id} onClose={() => open({ change: null })} />}
    </Stack>
  );
}
