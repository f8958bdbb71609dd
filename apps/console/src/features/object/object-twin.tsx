"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { objectHref } from "./related-objects";
import { pairedWith, type TwinRow, twinRows } from "./twin-rows";

const rowKey = (row: TwinRow) => row.fact;

function Side({ text }: { readonly text: string | null }) {
  if (text === null) return "—";
  return (
    <span className="whitespace-pre-wrap">
      <Code>{text}</Code>
    </span>
  );
}

function useTwinColumns(here: string, there: string): readonly Column<TwinRow>[] {
  const t = useTranslations("object.twin");
  return useMemo(
    () => [
      { id: "fact", header: t("fact"), widthRem: 6, isFixed: true, cell: (row) => t(`facts.${row.fact}`) },
      {
        id: "differs",
        header: t("differs"),
        widthRem: 7,
        cell: (row) =>
          row.isDifferent ? (
            <StatusMark tone="caution" shape="triangle" word={t("different")} />
          ) : (
            <StatusMark tone="idle" shape="dash" word={t("same")} />
          ),
      },
      { id: "here", header: here, cell: (row) => <Side text={row.here} /> },
      { id: "there", header: there, cell: (row) => <Side text={row.there} /> },
    ],
    [t, here, there],
  );
}

interface TwinProps {
  readonly object: ObjectRow;
  readonly cluster: string;
}

function Twin({ object, cluster }: TwinProps) {
  const t = useTranslations("object.twin");
  const { resource, namespace, name } = object;
  const columns = useTwinColumns(object.clusterName, cluster);
  const query = useQuery(
    useTRPC().inventory.list.queryOptions({ resources: [resource], text: name, limit: 200, ...(namespace === null ? {} : { namespace }) }),
  );
  const twin = query.data?.rows.find((row) => row.clusterName === cluster && row.name === name && row.namespace === namespace);
  return (
    <Panel title={t("title", { cluster })} padding="none" actions={twin !== undefined && <Link href={objectHref(twin)}>{t("open")}</Link>}>
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={3} />}
        isEmpty={() => twin === undefined}
        empty={
          <Notice tone="caution" shape="triangle" title={t("missing", { cluster })}>
            {t("missingDetail", { kind: object.kind, name })}
          </Notice>
        }
      >
        {() => (
          <DataTable
            label={t("title", { cluster })}
            columns={columns}
            rows={twin === undefined ? [] : twinRows(object, twin)}
            rowKey={rowKey}
            rowName={rowKey}
            hasPageKeys={false}
            height="content"
          />
        )}
      </Resolve>
    </Panel>
  );
}

/** The object beside its namesake on each cluster that a plan pairs with its own; nothing where no plan does. */
export function ObjectTwin({ object }: { readonly object: ObjectRow }) {
  const { data: plans = [] } = useQuery(useTRPC().plan.list.queryOptions());
  return pairedWith(object.clusterName, plans).map((cluster) => <Twin key={cluster} object={object} cluster={cluster} />);
}
