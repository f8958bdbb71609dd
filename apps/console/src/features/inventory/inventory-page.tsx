"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { writeListSearch } from "@holdfast/ui/rules/list-search";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useListSearch } from "../shared-list/use-list-search";
import { allWorkloads, chosenKind, inventoryQuestion, inventoryShape } from "./inventory-search";
import { KindChooser } from "./kind-chooser";
import { ObjectList } from "./object-list";

/** Everything that the clusters hold, of any kind, in one list over all of them. */
export function InventoryPage() {
  const t = useTranslations("inventory");
  const nav = useTranslations("nav");
  const [search, change] = useListSearch(inventoryShape);
  const chosen = chosenKind(search);
  const { clusterIds } = inventoryQuestion(search);
  const counts = useQuery(useTRPC().inventory.counts.queryOptions(clusterIds ? { clusterIds } : {}));
  const count = counts.data?.find((each) => each.resource === chosen) ?? null;
  const hrefOf = (resource: string) => {
    const { cluster = [], namespace = [] } = search.facets;
    return `/inventory?${writeListSearch({ text: search.text, sort: null, facets: { kind: [resource], cluster, namespace } })}`;
  };
  return (
    <Stack gap="m">
      <PageHeader title={nav("inventory")} description={t("description")} />
      <div className="grid min-w-0 gap-x-5 gap-y-3 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <div className="min-w-0 lg:max-h-[calc(100dvh-9rem)] lg:overflow-y-auto">
          <KindChooser counts={counts} chosen={chosen} hrefOf={hrefOf} />
        </div>
        <ObjectList
          search={search}
          change={change}
          title={chosen === allWorkloads ? t("allWorkloads") : visibleName(count?.kind ?? chosen)}
          count={count}
        />
      </div>
    </Stack>
  );
}
