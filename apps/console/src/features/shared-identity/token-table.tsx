"use client";
import type { ApiTokenView } from "@holdfast/contracts/api-token";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable, type MoreRows } from "@holdfast/ui/data-table";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useClustersText } from "./grant-words";

const rowKey = (token: ApiTokenView) => token.id;
const rowName = (token: ApiTokenView) => token.name;

interface TokenTableProps {
  readonly label: string;
  readonly tokens: readonly ApiTokenView[];
  readonly more: MoreRows;
  readonly onRevoke: (token: ApiTokenView) => void;
}

/** Living API tokens: what each may do and where, until when, and whether anybody still uses it. */
export function TokenTable({ label, tokens, more, onRevoke }: TokenTableProps) {
  const t = useTranslations("identity");
  const clusters = useClustersText();
  const columns = useMemo(
    (): Column<ApiTokenView>[] => [
      { id: "name", header: t("token.name"), isFixed: true, widthRem: 9, cell: (token) => token.name },
      { id: "start", header: t("token.start"), widthRem: 7, cell: (token) => <Code>{`${token.start}…`}</Code> },
      { id: "may", header: t("token.may"), cell: (token) => token.permissions.map((each) => t(`permission.${each}`)).join(" · ") },
      { id: "clusters", header: t("clusters.label"), widthRem: 8, cell: (token) => clusters(token.selector) },
      { id: "ends", header: t("token.ends"), widthRem: 6.5, align: "end", cell: (token) => <Time at={token.expiresAt} show="relative" /> },
      { id: "used", header: t("token.used"), widthRem: 6.5, align: "end", cell: (token) => <Time at={token.lastUsedAt} show="relative" /> },
      {
        id: "revoke",
        header: t("token.change"),
        widthRem: 6,
        align: "end",
        cell: (token) => (
          <Button size="s" onClick={() => onRevoke(token)}>
            {t("token.revoke")}
          </Button>
        ),
      },
    ],
    [t, clusters, onRevoke],
  );
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={tokens}
      rowKey={rowKey}
      rowName={rowName}
      more={more}
      height="content"
      hasPageKeys={false}
    />
  );
}
