"use client";
import { Columns3 } from "lucide-react";
import { Button } from "../button";
import type { Column } from "../column";
import type { DataTableProps } from "../data-table";
import { LiveRegion } from "../live-region";
import { Menu } from "../menu";
import { SelectField } from "../select-field";
import { useUi } from "../ui-provider";

interface TableBarProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly Column<Row>[];
}

function ColumnMenu<Row>({ columns, columnChoice }: Pick<DataTableProps<Row>, "columns" | "columnChoice">) {
  const { text } = useUi();
  if (columnChoice === undefined) return null;
  const { hidden, onChange } = columnChoice;
  const turn = (id: string, isShown: boolean) => {
    const next = new Set(hidden);
    if (isShown) next.delete(id);
    else next.add(id);
    onChange(next);
  };
  const items = columns
    .filter((column) => !column.isFixed)
    .map((column) => ({
      kind: "check" as const,
      id: column.id,
      label: column.header,
      isChecked: !hidden.has(column.id),
      onCheck: (isShown: boolean) => turn(column.id, isShown),
    }));
  return (
    <Menu
      label={text.table.columns}
      sections={[{ id: "columns", items }]}
      trigger={{ icon: <Columns3 aria-hidden="true" /> }}
      variant="quiet"
      size="s"
      align="end"
    />
  );
}

function NarrowSort<Row>({ columns, sort = null, onSortChange }: Pick<DataTableProps<Row>, "columns" | "sort" | "onSortChange">) {
  const { text } = useUi();
  if (onSortChange === undefined) return null;
  const sortable = columns.flatMap((column) => (column.sortKey === undefined ? [] : [{ value: column.sortKey, label: column.header }]));
  const turned = sort?.direction === "ascending" ? "descending" : "ascending";
  return (
    <div className="flex items-center gap-1 @xl:hidden">
      <SelectField
        name="sort"
        label={text.table.sortBy}
        isLabelHidden
        placeholder={text.table.sortBy}
        options={sortable}
        value={sort?.key ?? ""}
        onChange={(key) => key !== "" && onSortChange({ key, direction: "ascending" })}
      />
      {sort !== null && (
        <Button size="s" onClick={() => onSortChange({ key: sort.key, direction: turned })}>
          {sort.direction === "ascending" ? "↑" : "↓"}
          <span className="sr-only">{text.table.turnSort}</span>
        </Button>
      )}
    </div>
  );
}

/** The line above a table: what was selected, what is new, and the choice of columns; not drawn when it has nothing to say. */
export function TableBar<Row>(props: TableBarProps<Row>) {
  const { text } = useUi();
  const { bar, selection, arrivals, columnChoice, onSortChange } = props;
  const arrived = arrivals?.count ?? 0;
  const marked = selection?.selected.size ?? 0;
  if (bar === undefined && selection === undefined && arrivals === undefined && columnChoice === undefined && onSortChange === undefined)
    return null;
  const isOnlySort = bar === undefined && selection === undefined && arrivals === undefined && columnChoice === undefined;
  return (
    <div className={`flex min-h-10 flex-wrap items-center gap-2 border-line border-b px-3 py-1 ${isOnlySort ? "@xl:hidden" : ""}`}>
      <NarrowSort {...props} />
      {bar}
      {marked > 0 && <span className="text-ink-soft tabular-nums">{text.table.selected(marked)}</span>}
      <span className="ml-auto flex items-center gap-1">
        {arrived > 0 && (
          <Button size="s" onClick={arrivals?.onShow}>
            {text.table.arrivals(arrived)}
          </Button>
        )}
        <ColumnMenu {...props} />
      </span>
      <LiveRegion>{arrived > 0 ? text.table.arrivals(arrived) : ""}</LiveRegion>
    </div>
  );
}
