"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { useNamespaceFacet } from "./use-object-facets";
import { warningFacts } from "./warning-facts";

const scope: ObjectScope = { resources: ["events"], atFirst: ["events"], sort: { key: "age", direction: "descending" } };
const NONE = "—";

function useWarningColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.events");
  return useMemo(
    (): Column<ObjectRow>[] => [
      {
        id: "regarding",
        header: t("regarding"),
        sortKey: "name",
        isFixed: true,
        widthRem: 17,
        cell: (row) => {
          const { regarding } = warningFacts(row.facts);
          return regarding === null ? row.name : `${regarding.kind} ${regarding.name}`;
        },
      },
      { id: "namespace", header: t("namespace"), widthRem: 8, cell: (row) => row.namespace ?? NONE },
      { id: "reason", header: t("reason"), widthRem: 13, cell: (row) => warningFacts(row.facts).reason ?? NONE },
      { id: "message", header: t("what"), cell: (row) => warningFacts(row.facts).message ?? row.reason ?? NONE },
      {
        id: "count",
        header: t("count"),
        widthRem: 5,
        align: "end",
        cell: (row) => <Quantity value={warningFacts(row.facts).count} unit="count" />,
      },
      {
        id: "last",
        header: t("last"),
        widthRem: 7,
        align: "end",
        cell: (row) => <Time at={warningFacts(row.facts).lastSeenAt} show="relative" />,
      },
      {
        id: "first",
        header: t("first"),
        sortKey: "age",
        widthRem: 7,
        align: "end",
        cell: (row) => <Time at={row.createdAt} show="relative" />,
      },
    ],
    [t],
  );
}

/** The warnings that this cluster told of, the newest first. */
export function EventsTab() {
  const t = useTranslations("cluster");
  const [search, change] = useListSearch(objectShape);
  return (
    <ObjectTab
      list="cluster-events"
      title={t("tab.events")}
      scope={scope}
      columns={useWarningColumns()}
      facets={[useNamespaceFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("events.noneHelp")}
    />
  );
}
