"use client";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RunTable } from "../shared-failover/run-table";
import { useListSearch } from "../shared-list/use-list-search";

const shape = { sortKeys: [], facets: ["phase"] } as const;
/** A run is born waiting for its approval: nobody looks for drafts. */
const offered = RunPhase.options.filter((phase) => phase !== "Draft");

/** All runs, narrowed by the phases that the address asks for. */
export function RunList() {
  const t = useTranslations("failover.runs");
  const status = useTranslations("status.run");
  const [search, change] = useListSearch(shape);
  const { phase: asked } = search.facets;
  const phases = useMemo(() => offered.filter((phase) => asked?.includes(phase)), [asked]);
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        facets={[
          { id: "phase", label: t("phase"), options: offered.map((phase) => ({ value: phase, label: status(phase) })), selected: phases },
        ]}
        onFacetChange={(id, values) => change({ facets: { [id]: values } })}
        onClear={() => change({ facets: {} })}
      />
      <RunTable phases={phases} />
    </Stack>
  );
}
