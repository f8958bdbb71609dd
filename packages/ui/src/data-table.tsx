"use client";
import { type ReactNode, useMemo, useRef } from "react";
import { type Column, columnsRoom, leastTableWidth, shownColumns } from "./column";
import "./internal/css-variables";
import { ScrollRegion } from "./internal/scroll-region";
import { TableBar } from "./internal/table-bar";
import { TableBody } from "./internal/table-body";
import { TableHead } from "./internal/table-head";
import { useRowKeys } from "./internal/use-row-keys";
import { useRowWindow } from "./internal/use-row-window";
import { useWhenNear } from "./internal/use-when-near";
import { Pagination } from "./pagination";
import { classNames } from "./rules/class-names";
import type { Sort } from "./rules/sort";

/** Rows that are marked for something to be done with all of them. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly onChange: (selected: ReadonlySet<string>) => void;
}

/** Which columns the reader has taken away. */
export interface ColumnChoice {
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** How much more there is, and the way to it. */
export interface MoreRows {
  readonly total: number;
  /** Counting stopped at `total`. */
  readonly isTotalCapped: boolean;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** Rows that came while the reader was looking: they are shown when asked for, so that nothing jumps. */
export interface Arrivals {
  readonly count: number;
  readonly onShow: () => void;
}

export interface DataTableProps<Row> {
  /** What is listed: the table's accessible name. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** The rows that are loaded, in the server's order. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What the row is about, in a word: for what is read out. */
  readonly rowName: (row: Row) => string;
  /** Where a row leads. The first cell becomes the link, so it holds none of its own. */
  readonly rowHref?: (row: Row) => string;
  readonly sort?: Sort | null;
  readonly onSortChange?: (sort: Sort) => void;
  readonly selection?: Selection;
  readonly columnChoice?: ColumnChoice;
  readonly more?: MoreRows;
  readonly arrivals?: Arrivals;
  /** What stands at the start of the bar above the table, for example what to do with the selection. */
  readonly bar?: ReactNode;
  /** False for a second table on a page: then j and k work only inside it. */
  readonly hasPageKeys?: boolean;
  /** `page` scrolls inside the window's height, `content` is as high as its rows. */
  readonly height?: "page" | "content";
}

/** Above so many rows only those in sight are drawn. */
const WINDOW_ABOVE = 100;
const MARK_REM = 2.5;

/**
 * A list that the server pages, sorts and filters. Rows are 32 px; j, k, Enter and x work; on a phone each row is a block.
 * What it shows is what it is given: it keeps no rows, sorts none and filters none.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, selection, columnChoice, more, height = "page" } = props;
  const region = useRef<HTMLElement>(null);
  const shown = useMemo(() => shownColumns(columns, columnChoice?.hidden ?? new Set()), [columns, columnChoice?.hidden]);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const rowWindow = useRowWindow(rows.length, rows.length > WINDOW_ABOVE && height === "page", region);
  const active = useRowKeys({ ...props, keys, scrollTo: rowWindow.scrollTo });
  const sentinel = useWhenNear(more?.hasMore && !more.isLoading ? more.onMore : null, region);
  const roomRem = columnsRoom(shown) + (selection === undefined ? 0 : MARK_REM);
  return (
    <div data-table-frame="" className="@container min-w-0 rounded-m border border-line bg-surface">
      <TableBar {...props} shown={shown} />
      <ScrollRegion ref={region} label={label} className={classNames("relative", height === "page" && "max-h-(--table-height)")}>
        <table
          aria-rowcount={more === undefined ? rows.length + 1 : more.isTotalCapped ? -1 : more.total + 1}
          aria-label={label}
          className="block w-full border-collapse @xl:table @xl:min-w-(--table-least) @xl:table-fixed"
          style={{ "--table-least": leastTableWidth(roomRem) }}
          onKeyDown={active.onKeyDown}
        >
          <TableHead {...props} shown={shown} keys={keys} roomRem={roomRem} />
          <TableBody {...props} shown={shown} keys={keys} rowWindow={rowWindow} active={active} />
        </table>
        <div ref={sentinel} className="h-px" />
      </ScrollRegion>
      {more !== undefined && <Pagination shown={rows.length} {...more} />}
    </div>
  );
}
