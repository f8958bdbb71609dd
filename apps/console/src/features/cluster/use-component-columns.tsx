"use client";
import type { ClusterComponent } from "@holdfast/contracts/component";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ComponentState } from "../shared-component/component-state";
import { LevelBadges } from "../shared-component/level-badges";
import { VersionList } from "../shared-component/version-list";
import { ComponentSigns } from "./component-signs";

/** What is shown of each component of a cluster. */
export function useComponentColumns(): readonly Column<ClusterComponent>[] {
  const t = useTranslations("components");
  const here = useTranslations("cluster.components");
  return useMemo(
    (): Column<ClusterComponent>[] => [
      { id: "name", header: t("column.name"), isFixed: true, widthRem: 13, cell: (row) => <span className="font-medium">{row.name}</span> },
      { id: "version", header: here("version"), widthRem: 10, cell: (row) => <VersionList versions={row.versions} /> },
      { id: "state", header: here("state"), widthRem: 11, cell: (row) => <ComponentState of={row} /> },
      { id: "domain", header: t("column.domain"), widthRem: 9, cell: (row) => t(`domain.${row.domain}`) },
      { id: "level", header: t("column.level"), widthRem: 9, cell: (row) => <LevelBadges levels={row.levels} /> },
      { id: "signs", header: here("toldBy"), cell: (row) => <ComponentSigns of={row} /> },
      { id: "since", header: here("since"), widthRem: 7, align: "end", cell: (row) => <Time at={row.firstSeenAt} show="relative" /> },
    ],
    [t, here],
  );
}
