"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Badge } from "@holdfast/ui/badge";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { ObjectName } from "../shared-object/object-name";
import { healthMarks } from "../shared-status/status-marks";
import { nodeFacts } from "./node-facts";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { NONE, useObjectColumns } from "./use-object-columns";
import { useHealthFacet } from "./use-object-facets";

const scope: ObjectScope = { resources: ["nodes"], atFirst: ["nodes"], sort: { key: "name", direction: "ascending" } };

function useNodeColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.nodes");
  const { last } = useObjectColumns();
  return useMemo(
    (): Column<ObjectRow>[] => [
      { id: "name", header: t("name"), sortKey: "name", isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      {
        id: "status",
        header: t("status"),
        sortKey: "health",
        widthRem: 12,
        cell: (row) => (
          <Inline gap="xs">
            <StatusMark {...healthMarks[row.health]} word={row.status} />
            {nodeFacts(row.facts).isCordoned && <Badge tone="caution">{t("cordoned")}</Badge>}
          </Inline>
        ),
      },
      { id: "roles", header: t("roles"), widthRem: 9, cell: (row) => nodeFacts(row.facts).roles.join(", ") || NONE },
      { id: "version", header: t("version"), widthRem: 7, cell: (row) => nodeFacts(row.facts).version ?? NONE },
      { id: "zone", header: t("zone"), widthRem: 9, cell: (row) => nodeFacts(row.facts).zone ?? NONE },
      {
        id: "cpu",
        header: t("cpu"),
        widthRem: 6,
        align: "end",
        cell: (row) => <Quantity value={nodeFacts(row.facts).cores} unit="cores" />,
      },
      {
        id: "memory",
        header: t("memory"),
        widthRem: 6,
        align: "end",
        cell: (row) => <Quantity value={nodeFacts(row.facts).memoryBytes} unit="bytes" />,
      },
      {
        id: "pods",
        header: t("pods"),
        widthRem: 5,
        align: "end",
        cell: (row) => <Quantity value={nodeFacts(row.facts).pods} unit="count" />,
      },
      { id: "type", header: t("type"), widthRem: 9, isHiddenAtFirst: true, cell: (row) => nodeFacts(row.facts).instanceType ?? NONE },
      ...last,
    ],
    [t, last],
  );
}

/** The nodes of this cluster, with what each can hold. */
export function NodesTab() {
  const t = useTranslations("cluster");
  const [search, change] = useListSearch(objectShape);
  return (
    <ObjectTab
      list="cluster-nodes"
      title={t("tab.nodes")}
      scope={scope}
      columns={useNodeColumns()}
      facets={[useHealthFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("nodes.noneHelp")}
    />
  );
}
