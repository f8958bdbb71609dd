"use client";
import type { ChangePage } from "@holdfast/contracts/history";
import type { ClusterId } from "@holdfast/contracts/ids";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { IconButton } from "@holdfast/ui/icon-button";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { TimeFilter } from "../shared-time/time-filter";
import { withTime } from "../shared-time/time-range";
import { ChangeDrawer } from "./change-drawer";
import { changeQuestion, changeShape, changeTime, isNarrowed, openedChange, spans } from "./change-search";
import { ChangeTable } from "./change-table";
import { useChangeFacets } from "./use-change-facets";

interface ChangeListProps {
  /** The cluster whose changes are listed; null for all that the reader sees. */
  readonly clusterId: ClusterId | null;
}

const withoutFilters = ({ since = [], from = [], to = [] }: ListSearch["facets"]) => ({ since, from, to });

/** What changed, newest first: narrowed by when, where and what, all of it in the address. A span up to now goes on with the stream. */
export function ChangeList({ clusterId }: ChangeListProps) {
  const t = useTranslations("change");
  const [search, change] = useListSearch(changeShape);
  const [asOfMs, setAsOfMs] = useState(() => Date.now());
  const facets = useChangeFacets(search, clusterId);
  const { change: opened, ...asked } = search.facets;
  const question = useMemo(() => changeQuestion(search, asOfMs, clusterId), [search, asOfMs, clusterId]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages<ChangePage>(
    trpc.history.list.queryKey(question),
    (cursor, signal) => client.history.list.query({ ...question, cursor }, { signal }),
    `changes ${clusterId}`,
  );
  useVerbs(
    useMemo(() => [{ id: "change.refresh", label: t("refresh"), group: t("title"), keys: "r", run: () => setAsOfMs(Date.now()) }], [t]),
  );
  const clear = () => change({ text: "", facets: withoutFilters(search.facets) });
  const id = openedChange(search);
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
        facets={facets}
        onFacetChange={(facet, values) =>
          // The store narrows to one namespace: the one that was chosen last.
          change({ facets: { ...asked, [facet]: facet === "namespace" ? values.slice(-1) : values } })
        }
        onClear={clear}
        end={
          <Inline gap="s" align="end">
            <TimeFilter
              range={changeTime(search, asOfMs)}
              spans={spans}
              onChange={(chosen) => {
                setAsOfMs(Date.now());
                change({ facets: withTime(asked, chosen) });
              }}
            />
            <IconButton
              label={t("refresh")}
              icon={<RefreshCw aria-hidden="true" />}
              variant="secondary"
              onClick={() => setAsOfMs(Date.now())}
            />
          </Inline>
        }
      />
      <ChangeTable
        query={query}
        list={JSON.stringify(question)}
        scope={clusterId === null ? "fleet" : "cluster"}
        search={search}
        empty={{ isNarrowed: isNarrowed(search), onClear: clear, onAll: () => change({ facets: withTime(asked, { since: "all" }) }) }}
      />
      {id !== null && opened !== undefined && <ChangeDrawer id={id} onClose={() => change({ facets: asked })} />}
    </Stack>
  );
}
