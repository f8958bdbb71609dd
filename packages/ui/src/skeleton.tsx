import { type Column, columnsRoom, columnWidth } from "./column";

/** A bar where text will be. It does not move: a page that waits must not flicker. */
export function SkeletonBar({ width = "100%" }: { readonly width?: string }) {
  return <span data-loading="" className="block h-3 rounded-s bg-line" style={{ width }} aria-hidden="true" />;
}

/** Lines where a text will be. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="flex flex-col gap-2" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never change places.
        <SkeletonBar key={line} width={line === lines - 1 ? "60%" : "100%"} />
      ))}
    </div>
  );
}

export interface TableSkeletonProps<Row> {
  /** The columns of the table that will be there, so that nothing moves when it is. */
  readonly columns: readonly Column<Row>[];
  readonly rows?: number;
}

/** A table that is on its way: its real columns, with bars for the cells. */
export function TableSkeleton<Row>({ columns, rows = 8 }: TableSkeletonProps<Row>) {
  const shown = columns.filter((column) => !column.isHiddenAtFirst);
  const roomRem = columnsRoom(shown);
  return (
    <div className="@container overflow-hidden rounded-m border border-line bg-surface" aria-hidden="true">
      <table className="w-full table-fixed border-collapse max-sm:hidden">
        <colgroup>
          {shown.map((column) => (
            <col key={column.id} style={{ width: columnWidth(column, roomRem) }} />
          ))}
        </colgroup>
        <thead>
          <tr className="h-8 border-line border-b bg-sunken">
            {shown.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={`truncate px-3 font-medium text-ink-soft text-small ${column.align === "end" ? "text-right" : "text-left"}`}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never change places.
            <tr key={row} className="h-8 border-line border-b last:border-b-0">
              {shown.map((column, index) => (
                <td key={column.id} className="px-3">
                  <SkeletonBar width={`${55 + ((row * 7 + index * 13) % 35)}%`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="p-3 sm:hidden">
        <SkeletonText lines={rows} />
      </div>
    </div>
  );
}

/** Cards that are on their way. */
export function CardSkeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="rounded-m border border-line bg-surface p-3" aria-hidden="true">
      <SkeletonText lines={lines} />
    </div>
  );
}
