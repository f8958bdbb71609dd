"use client";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ObjectCondition } from "./object-facts";

const conditionKey = (condition: ObjectCondition) => condition.type;

/** The conditions of an object in the words of its controller. Whether True is good depends on the condition, so none is coloured. */
export function ObjectConditions({ conditions }: { readonly conditions: readonly ObjectCondition[] }) {
  const t = useTranslations("object.condition");
  const columns = useMemo<readonly Column<ObjectCondition>[]>(
    () => [
      { id: "type", header: t("type"), widthRem: 13, isFixed: true, cell: (condition) => condition.type },
      { id: "status", header: t("status"), widthRem: 6, cell: (condition) => condition.status },
      { id: "reason", header: t("reason"), widthRem: 15, cell: (condition) => condition.reason ?? "—" },
      {
        id: "message",
        header: t("message"),
        cell: (condition) => condition.message ?? "—",
      },
    ],
    [t],
  );
  return (
    <Panel title={t("title")} padding="none">
      <DataTable
        label={t("title")}
        columns={columns}
        rows={conditions}
        rowKey={conditionKey}
        rowName={conditionKey}
        hasPageKeys={false}
        height="content"
      />
    </Panel>
  );
}
