"use client";
import type { ObjectPage, ObjectRow } from "@holdfast/contracts/inventory-list";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { objectHref } from "./related-objects";

interface RelatedListProps {
  readonly title: string;
  readonly query: QueryLike<ObjectPage>;
  readonly columns: readonly Column<ObjectRow>[];
  /** What is said where there is none. */
  readonly none: string;
  /** Which rows of the answer belong here; all by default. */
  readonly isOurs?: (row: ObjectRow) => boolean;
  /** Where all of them are listed. */
  readonly allHref?: string;
}

const rowKey = (row: ObjectRow) => `${row.clusterId}/${row.uid}`;
const rowName = (row: ObjectRow) => row.name;
const everything = () => true;

/** A few objects beside the one that the page is about, and the way to all of them. */
export function RelatedList({ title, query, columns, none, isOurs = everything, allHref }: RelatedListProps) {
  const t = useTranslations("object");
  return (
    <Panel title={title} padding="none">
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={2} />}
        isEmpty={(page) => !page.rows.some(isOurs)}
        empty={<p className="px-3 py-3 text-ink-soft">{none}</p>}
      >
        {(page) => (
          <Stack gap="none">
            <DataTable
              label={title}
              columns={columns}
              rows={page.rows.filter(isOurs)}
              rowKey={rowKey}
              rowName={rowName}
              rowHref={objectHref}
              hasPageKeys={false}
              height="content"
            />
            {page.nextCursor !== null && allHref !== undefined && (
              <p className="px-3 py-2">
                <Link href={allHref}>{t("showAll", { count: page.total })}</Link>
              </p>
            )}
          </Stack>
        )}
      </Resolve>
    </Panel>
  );
}
