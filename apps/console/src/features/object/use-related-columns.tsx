"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ObjectName } from "../shared-object/object-name";
import { ReadyCount } from "../shared-object/ready-count";
import { healthMarks } from "../shared-status/status-marks";

/** The columns of a few related objects: of one cluster, or of several. */
export function useRelatedColumns(scope: "cluster" | "fleet"): readonly Column<ObjectRow>[] {
  const t = useTranslations("object");
  return useMemo(
    () => [
      scope === "fleet"
        ? { id: "cluster", header: t("cluster"), isFixed: true, cell: (row: ObjectRow) => row.clusterName }
        : { id: "name", header: t("name"), isFixed: true, cell: (row: ObjectRow) => <ObjectName name={row.name} /> },
      {
        id: "status",
        header: t("status"),
        widthRem: 11,
        cell: (row) => <StatusMark {...healthMarks[row.health]} word={row.status} />,
      },
      { id: "ready", header: t("ready"), widthRem: 5, align: "end", cell: (row) => <ReadyCount ready={row.ready} desired={row.desired} /> },
      { id: "created", header: t("created"), widthRem: 8, align: "end", cell: (row) => <Time at={row.createdAt} show="relative" /> },
    ],
    [t, scope],
  );
}
