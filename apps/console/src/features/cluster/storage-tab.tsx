"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Badge } from "@holdfast/ui/badge";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { storageFacts } from "./storage-facts";
import { NONE, useObjectColumns } from "./use-object-columns";
import { useHealthFacet, useKindFacet, useNamespaceFacet } from "./use-object-facets";

/** Kinds as the API spells them: what is asked for, what there is, and how it is made. */
const kinds = {
  persistentvolumeclaims: "PersistentVolumeClaim",
  persistentvolumes: "PersistentVolume",
  "storageclasses.storage.k8s.io": "StorageClass",
} as const;

const LONGEST_KIND_REM = 11.5;

const resources = Object.keys(kinds);
const scope: ObjectScope = { resources, atFirst: resources, sort: { key: "name", direction: "ascending" } };

function useStorageColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.storage");
  const { first, last } = useObjectColumns(LONGEST_KIND_REM);
  return useMemo((): Column<ObjectRow>[] => {
    const storageClass = (row: ObjectRow) => {
      const { storageClass, isDefault } = storageFacts(row.facts);
      return isDefault ? <Badge>{t("isDefault")}</Badge> : (storageClass ?? NONE);
    };
    return [
      ...first,
      { id: "class", header: t("class"), widthRem: 8, cell: storageClass },
      {
        id: "size",
        header: t("size"),
        widthRem: 6,
        align: "end",
        cell: (row) => <Quantity value={storageFacts(row.facts).bytes} unit="bytes" />,
      },
      { id: "of", header: t("of"), widthRem: 11, narrow: "omit", cell: (row) => storageFacts(row.facts).of ?? NONE },
      {
        id: "modes",
        header: t("modes"),
        widthRem: 9,
        isHiddenAtFirst: true,
        cell: (row) => storageFacts(row.facts).accessModes.join(", ") || NONE,
      },
      {
        id: "reclaim",
        header: t("reclaim"),
        widthRem: 7,
        isHiddenAtFirst: true,
        cell: (row) => storageFacts(row.facts).reclaimPolicy ?? NONE,
      },
      ...last,
    ];
  }, [t, first, last]);
}

/** What is stored in this cluster, on what, and how much of it. */
export function StorageTab() {
  const t = useTranslations("cluster");
  const [search, change] = useListSearch(objectShape);
  return (
    <ObjectTab
      list="cluster-storage"
      title={t("tab.storage")}
      scope={scope}
      columns={useStorageColumns()}
      facets={[useKindFacet(search, kinds), useNamespaceFacet(search), useHealthFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("storage.noneHelp")}
    />
  );
}
