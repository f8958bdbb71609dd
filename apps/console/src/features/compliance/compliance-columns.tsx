"use client";
import type { CompliancePage, ComplianceRow } from "@holdfast/contracts/compliance";
import type { Column } from "@holdfast/ui/column";
import { Link } from "@holdfast/ui/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { ComplianceMark } from "../shared-policy/compliance-mark";
import { cellHref } from "./compliance-search";

type Policies = CompliancePage["policies"];

/** The columns of the matrix: the cluster, and one for each policy. A cell says its state in a word, with the version that is there. */
export function useComplianceColumns(policies: Policies): readonly Column<ComplianceRow>[] {
  const t = useTranslations("compliance");
  return useMemo(
    () => [
      { id: "cluster", header: t("cluster"), isFixed: true, widthRem: 12, cell: ({ clusterName }) => clusterName },
      {
        ...{ id: "environment", header: t("environment"), widthRem: 8, narrow: "fact" },
        cell: ({ environment }) => <EnvironmentBadge of={environment} />,
      },
      ...policies.map(
        ({ id, name }, position): Column<ComplianceRow> => ({
          ...{ id, header: name, widthRem: 11, narrow: "fact" },
          cell: ({ cells, clusterName }) => {
            const cell = cells[position];
            if (!cell) return null;
            const mark = <ComplianceMark of={cell} />;
            if (cell.state === "notPlaced") return mark;
            return (
              <Link href={cellHref(cell, name, clusterName)} variant="quiet">
                {mark}
                {cell.version !== null && (
                  <span className="ml-1.5 text-ink-soft text-small">{t("version", { version: cell.version })}</span>
                )}
              </Link>
            );
          },
        }),
      ),
    ],
    [t, policies],
  );
}
