"use client";
import type { AsOfView } from "@holdfast/contracts/history";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { diffText, readablePath } from "@holdfast/ui/rules/diff-text";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

interface KeptField {
  readonly path: string;
  readonly value: string;
}

const rowKey = (row: KeptField) => row.path;

/** Everything that is kept of an object, as it was, in the order in which it is told. A field without a value is left out. */
export function AsOfFields({ fields }: Pick<AsOfView, "fields">) {
  const t = useTranslations("object.asOf");
  const columns = useMemo<readonly Column<KeptField>[]>(
    () => [
      { id: "field", header: t("field"), widthRem: 14, isFixed: true, cell: (row) => readablePath(row.path) },
      {
        id: "value",
        header: t("value"),
        cell: (row) => (
          <span title={row.value}>
            <Code>{row.value}</Code>
          </span>
        ),
      },
    ],
    [t],
  );
  const rows = Object.entries(fields).flatMap(([path, value]) => {
    const text = diffText(value);
    return text === null ? [] : [{ path, value: text }];
  });
  return (
    <DataTable label={t("fields")} columns={columns} rows={rows} rowKey={rowKey} rowName={rowKey} hasPageKeys={false} height="content" />
  );
}
