"use client";
import type { DriftView } from "@holdfast/contracts/policy-drift";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ObjectName } from "../shared-object/object-name";
import { DriftAuthor } from "./drift-author";
import { DriftState } from "./drift-state";

/** The columns of a list of drifts; that of one policy does not name it in each row. */
export function useDriftColumns(isOfPolicy: boolean): readonly Column<DriftView>[] {
  const t = useTranslations("drift.column");
  const what = useTranslations("drift");
  return useMemo(
    () => [
      { id: "seen", header: t("seen"), isFixed: true, widthRem: 7, cell: (row) => <Time at={row.firstSeenAt} show="relative" /> },
      { id: "cluster", header: t("cluster"), widthRem: 8, cell: (row) => row.clusterName },
      ...(isOfPolicy ? [] : [{ id: "policy", header: t("policy"), widthRem: 9, cell: (row: DriftView) => row.policyName }]),
      { id: "state", header: t("state"), widthRem: 9, cell: (row) => <DriftState drift={row} /> },
      { id: "name", header: t("object"), widthRem: 12, cell: (row) => <ObjectName name={row.name} /> },
      { id: "kind", header: t("kind"), widthRem: 11, narrow: "omit", isHiddenAtFirst: true, cell: (row) => row.kind },
      {
        id: "what",
        header: t("what"),
        cell: (row) => (row.what === "deleted" ? what("deleted") : row.fields.map(({ path }) => path).join(", ")),
      },
      { id: "manager", header: t("manager"), widthRem: 7, cell: (row) => row.managers[0]?.manager ?? "—" },
      { id: "user", header: t("user"), widthRem: 10, cell: (row) => <DriftAuthor drift={row} /> },
    ],
    [t, what, isOfPolicy],
  );
}
