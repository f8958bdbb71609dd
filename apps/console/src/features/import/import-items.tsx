"use client";
import type { ImportItemView, ImportView } from "@holdfast/contracts/cluster-import";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { importOutcome, outcomeMarks } from "./import-outcome";

const rowKey = ({ context, name }: ImportItemView) => `${context}/${name}`;
const rowName = ({ name }: ImportItemView) => name;

/** What keeps contexts from being connected, in full: these texts hold the remedy. */
function Obstacles({ items }: { readonly items: readonly ImportItemView[] }) {
  const t = useTranslations("import");
  const say = useSay();
  const told = items.flatMap((item) => {
    const why = item.refusal ? say(item.refusal) : (item.agent?.lastExitReason ?? null);
    return why === null || importOutcome(item) === "connected" ? [] : [{ item, why }];
  });
  if (told.length === 0) return null;
  return (
    <Panel title={t("why")}>
      <ul>
        {told.map(({ item, why }) => (
          <li key={rowKey(item)} className="border-line border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
            <p className="font-semibold">{item.name}</p>
            <p className="break-words">
              <OutsideText>{why}</OutsideText>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Each context of an import with what became of it, as it goes. */
export function ImportItems({ of }: { readonly of: ImportView }) {
  const t = useTranslations("import");
  const columns = useMemo(
    (): Column<ImportItemView>[] => [
      {
        id: "name",
        header: t("name"),
        isFixed: true,
        widthRem: 14,
        cell: ({ name, cluster }) => (cluster ? <Link href={`/clusters/${name}/agent`}>{name}</Link> : name),
      },
      {
        id: "outcome",
        header: t("outcomeTitle"),
        widthRem: 13,
        cell: (row) => <StatusMark {...outcomeMarks[importOutcome(row)]} word={t(`outcome.${importOutcome(row)}`)} />,
      },
      { id: "version", header: t("version"), widthRem: 9, cell: ({ cluster }) => cluster?.kubernetesVersion ?? "—" },
      { id: "context", header: t("context"), cell: ({ context }) => <Code>{context}</Code> },
    ],
    [t],
  );
  return (
    <Stack gap="m">
      <DataTable
        label={t("crumb")}
        columns={columns}
        rows={of.items}
        rowKey={rowKey}
        rowName={rowName}
        height="content"
        hasPageKeys={false}
      />
      <Obstacles items={of.items} />
    </Stack>
  );
}
