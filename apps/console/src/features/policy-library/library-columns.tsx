"use client";
import type { LibraryRow } from "@holdfast/contracts/policy-library";
import type { Column } from "@holdfast/ui/column";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SeverityBadge } from "./severity-badge";

/** The columns of the library. */
export function useLibraryColumns(): readonly Column<LibraryRow>[] {
  const t = useTranslations("policyLibrary");
  return useMemo(
    () => [
      { id: "title", header: t("policy"), isFixed: true, widthRem: 20, cell: (row) => row.title },
      { id: "category", header: t("category"), widthRem: 9, cell: (row) => t(`categories.${row.category}`) },
      { id: "engine", header: t("engine"), widthRem: 12, cell: (row) => t(`engines.${row.engine}`) },
      { id: "severity", header: t("severity"), widthRem: 7, cell: (row) => <SeverityBadge severity={row.severity} /> },
      { id: "examples", header: t("examples"), align: "end", widthRem: 6, cell: (row) => row.examples },
      { id: "description", header: t("description"), narrow: "omit", cell: (row) => row.description },
    ],
    [t],
  );
}
