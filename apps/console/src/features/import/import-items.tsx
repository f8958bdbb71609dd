"use client";
import type { ImportItemView, ImportView } from "@holdfast/contracts/cluster-import";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { importOutcome, outcomeMarks } from "./import-outcome";

const rowKey = ({ context, name }: ImportItemView) => `${context}/${name}`;
const rowName = ({ name }: ImportItemView) => name;

/** Each context of an import with what became of it, as it goes. */
export function ImportItems({ of }: { readonly of: ImportView }) {
  const t = useTranslations("import");
  const say = useSay();
  const columns = useMemo(
    (): Column<ImportItemView>[] => [
      {
        id: "name",
        header: t("name"),
        isFixed: true,
        widthRem: 14,
        cell: ({ name, cluster }) => (cluster ? <Link href={`/clusters/${name}`}>{name}</Link> : name),
      },
      {
        id: "outcome",
        header: t("outcomeTitle"),
        widthRem: 13,
        cell: (row) => <StatusMark {...outcomeMarks[importOutcome(row)]} word={t(`outcome.${importOutcome(row)}`)} />,
      },
      {
        id: "why",
        header: t("why"),
        cell: ({ refusal, agent }) => <OutsideText>{refusal ? say(refusal) : (agent?.lastExitReason ?? "—")}</OutsideText>,
      },
      { id: "version", header: t("version"), widthRem: 9, cell: ({ cluster }) => cluster?.kubernetesVersion ?? "—" },
      { id: "context", header: t("context"), widthRem: 14, cell: ({ context }) => <Code>{context}</Code> },
    ],
    [t, say],
  );
  return <DataTable label={t("crumb")} columns={columns} rows={of.items} rowKey={rowKey} rowName={rowName} height="content" hasPageKeys={false} />;
}
