"use client";
import type { FoundFacets } from "@holdfast/contracts/search";
import { Quantity } from "@holdfast/ui/quantity";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useTranslations } from "next-intl";

interface FacetLineProps {
  readonly facets: FoundFacets;
  readonly onNarrow: (key: "kind" | "cluster", value: string) => void;
}

const MOST = 8;

function Values({
  label,
  values,
  onChoose,
}: {
  readonly label: string;
  readonly values: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly onChoose: (name: string) => void;
}) {
  const t = useTranslations("search");
  // With one value alone there is nothing to choose.
  if (values.length < 2) return null;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="float-left pr-1 text-ink-soft text-small">{label}</legend>
      {values.slice(0, MOST).map(({ id, name, count }) => (
        <button
          key={id}
          type="button"
          aria-label={t("narrowTo", { name: visibleName(name), count })}
          onClick={() => onChoose(name)}
          className="inline-flex h-6 max-w-full cursor-pointer items-center gap-1.5 rounded-m border border-line px-2 text-small hover:bg-hover"
        >
          <span className="truncate">{visibleName(name)}</span>
          <span className="text-ink-soft">
            <Quantity value={count} unit="count" />
          </span>
        </button>
      ))}
      {values.length > MOST && <span className="text-ink-soft text-small">{t("moreValues", { count: values.length - MOST })}</span>}
    </fieldset>
  );
}

/** How much of what was found there is of each kind and on each cluster. A press narrows the search to it. */
export function FacetLine({ facets, onNarrow }: FacetLineProps) {
  const t = useTranslations("search");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Values
        label={t("byKind")}
        values={facets.kinds.map(({ resource, kind, count }) => ({ id: resource, name: kind, count }))}
        onChoose={(kind) => onNarrow("kind", kind)}
      />
      <Values
        label={t("byCluster")}
        values={facets.clusters.map(({ clusterId, name, count }) => ({ id: clusterId, name, count }))}
        onChoose={(cluster) => onNarrow("cluster", cluster)}
      />
      {facets.isCapped && <p className="text-ink-soft text-small">{t("facetsCapped", { count: facets.counted - 1 })}</p>}
    </div>
  );
}
