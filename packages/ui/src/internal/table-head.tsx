"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Checkbox } from "../checkbox";
import { type Column, columnWidth } from "../column";
import type { DataTableProps } from "../data-table";
import { ariaSort, nextSort, type Sort } from "../rules/sort";
import { useUi } from "../ui-provider";

interface TableHeadProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly Column<Row>[];
  readonly keys: readonly string[];
  /** What all columns together ask for. */
  readonly roomRem: number;
}

function SortMark({ state }: { readonly state: Sort["direction"] | "none" }) {
  const look = "size-3.5 shrink-0";
  if (state === "ascending") return <ArrowUp className={look} aria-hidden="true" />;
  if (state === "descending") return <ArrowDown className={look} aria-hidden="true" />;
  return <ChevronsUpDown className={`${look} text-ink-soft`} aria-hidden="true" />;
}

function Header<Row>({
  column,
  sort = null,
  onSortChange,
}: { readonly column: Column<Row> } & Pick<DataTableProps<Row>, "sort" | "onSortChange">) {
  const state = onSortChange === undefined ? undefined : ariaSort(sort, column.sortKey);
  const { sortKey } = column;
  return (
    <th
      scope="col"
      aria-sort={state}
      className={`sticky top-0 z-10 h-8 border-line border-b bg-sunken px-3 text-small ${column.align === "end" ? "text-right" : "text-left"}`}
    >
      {state === undefined || sortKey === undefined ? (
        <span className="block truncate font-medium text-ink-soft">{column.header}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSortChange?.(nextSort(sort, sortKey))}
          className={`inline-flex h-6 max-w-full cursor-pointer items-center gap-1 rounded-s hover:text-accent-ink ${state === "none" ? "font-medium text-ink-soft" : "font-semibold text-ink"}`}
        >
          <span className="truncate">{column.header}</span>
          <SortMark state={state} />
        </button>
      )}
    </th>
  );
}

/** The columns' names, which stay in sight; not drawn on a phone, where each fact carries its own name. */
export function TableHead<Row>({ shown, sort, onSortChange, selection, keys, roomRem }: TableHeadProps<Row>) {
  const { text } = useUi();
  const marked = selection === undefined ? 0 : keys.filter((key) => selection.selected.has(key)).length;
  return (
    <>
      <colgroup>
        {selection !== undefined && <col style={{ width: "2.5rem" }} />}
        {shown.map((column) => (
          <col key={column.id} style={{ width: columnWidth(column, roomRem) }} />
        ))}
      </colgroup>
      <thead className="hidden @xl:table-header-group">
        <tr aria-rowindex={1}>
          {selection !== undefined && (
            <th scope="col" className="sticky top-0 z-10 h-8 border-line border-b bg-sunken pl-2 text-left">
              <Checkbox
                label={text.table.selectAll}
                isLabelHidden
                isChecked={marked > 0 && marked === keys.length}
                isMixed={marked > 0 && marked < keys.length}
                onChange={(isAll) => selection.onChange(new Set(isAll ? keys : []))}
              />
            </th>
          )}
          {shown.map((column) => (
            <Header key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
          ))}
        </tr>
      </thead>
    </>
  );
}
