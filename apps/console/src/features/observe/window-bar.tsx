"use client";
import { Button } from "@holdfast/ui/button";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { SelectField } from "@holdfast/ui/select-field";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { type ObserveSearch, type Refresh, refreshes, type Span, spans } from "./observe-search";

interface WindowBarProps {
  readonly search: ObserveSearch;
  readonly change: (part: Partial<ObserveSearch>) => void;
  readonly onRead: () => void;
  readonly isReading: boolean;
}

// The keys are the words by the types of the tables.
const spanWords = Object.keys(spans) as Span[];
const refreshWords = Object.keys(refreshes) as Refresh[];

/** Which clusters, over which time, and how often they are asked again. */
export function WindowBar({ search, change, onRead, isReading }: WindowBarProps) {
  const t = useTranslations("observe");
  const clusters = useQuery(useTRPC().cluster.list.queryOptions());
  useVerbs(useMemo(() => [{ id: "observe.read", label: t("readNow"), group: t("group"), keys: "r", run: onRead }], [t, onRead]));
  return (
    <FilterBar
      label={t("window")}
      facets={[
        {
          id: "cluster",
          label: t("cluster"),
          options: clusters.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [],
          selected: search.clusterIds,
        },
      ]}
      onFacetChange={(_, clusterIds) => change({ clusterIds })}
      onClear={() => change({ clusterIds: [] })}
      end={
        <>
          <SelectField
            name="span"
            label={t("span")}
            isLabelHidden
            value={search.between === null ? search.span : "between"}
            onChange={(word) => word !== "between" && change({ span: word as Span, between: null })}
            options={[
              ...spanWords.map((word) => ({ value: word, label: t(`last.${word}`) })),
              ...(search.between === null ? [] : [{ value: "between", label: t("between") }]),
            ]}
          />
          <SelectField
            name="refresh"
            label={t("refresh")}
            isLabelHidden
            value={search.refresh}
            onChange={(word) => change({ refresh: word as Refresh })}
            options={refreshWords.map((word) => ({ value: word, label: t(`every.${word}`) }))}
          />
          <Button icon={<RefreshCw aria-hidden="true" />} onClick={onRead} isBusy={isReading}>
            {t("readNow")}
          </Button>
        </>
      }
    />
  );
}
