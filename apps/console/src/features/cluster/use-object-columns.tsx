"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ObjectName } from "../shared-object/object-name";
import { healthMarks } from "../shared-status/status-marks";

/** What a list shows where an object tells nothing. */
export const NONE = "—";

/** The columns that every list of objects of a cluster has: those before what its kinds have of their own, and those after. `kindRem`: as wide as its longest kind. */
export function useObjectColumns(kindRem = 8.5): {
  readonly first: readonly Column<ObjectRow>[];
  readonly last: readonly Column<ObjectRow>[];
} {
  const t = useTranslations("cluster.workloads");
  return useMemo(
    () => ({
      first: [
        { id: "name", header: t("name"), sortKey: "name", isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
        { id: "kind", header: t("kind"), widthRem: kindRem, cell: (row) => row.kind },
        { id: "namespace", header: t("namespace"), widthRem: 9, cell: (row) => row.namespace ?? NONE },
        {
          id: "status",
          header: t("status"),
          sortKey: "health",
          widthRem: 10,
          cell: (row) => <StatusMark {...healthMarks[row.health]} word={row.status} />,
        },
      ],
      last: [
        { id: "reason", header: t("reason"), widthRem: 18, isHiddenAtFirst: true, cell: (row) => row.reason ?? NONE },
        {
          id: "age",
          header: t("age"),
          sortKey: "age",
          widthRem: 7,
          align: "end",
          cell: (row) => <Time at={row.createdAt} show="relative" />,
        },
      ],
    }),
    [t, kindRem],
  );
}
