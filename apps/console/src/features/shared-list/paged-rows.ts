import type { MoreRows } from "@holdfast/ui/data-table";

/** A page of a list, as the contract's `pageOf` gives it. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly isTotalCapped: boolean;
}

/** What an infinite query offers. TanStack Query's fits without being named here. */
export interface PagedQuery {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The rows of all pages. A row that moved while one read on is on two pages; it is shown where it was read last. */
export function pagedRows<Row>(pages: readonly RowPage<Row>[], rowKey: (row: Row) => string): Row[] {
  const last = new Map<string, Row>();
  for (const page of pages)
    for (const row of page.rows) {
      last.delete(rowKey(row));
      last.set(rowKey(row), row);
    }
  return [...last.values()];
}

/** How many rows there are by the newest page's count; never fewer than were read, nor "more than" them when those are all. */
function countedRows(pages: readonly RowPage<unknown>[], hasMore: boolean): Pick<MoreRows, "total" | "isTotalCapped"> {
  const { total, isTotalCapped } = pages.at(-1) ?? { total: 0, isTotalCapped: false };
  const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  return isTotalCapped ? { total: Math.max(total, read), isTotalCapped: hasMore || total > read } : { total, isTotalCapped };
}

/** How much more there is, and the way to it. */
export const moreRows = (query: PagedQuery, pages: readonly RowPage<unknown>[]): MoreRows => ({
  ...countedRows(pages, query.hasNextPage),
  hasMore: query.hasNextPage,
  isLoading: query.isFetchingNextPage,
  onMore: () => void query.fetchNextPage(),
});
