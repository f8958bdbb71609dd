import { describe, expect, it, vi } from "vitest";
import { moreRows, pagedRows } from "./paged-rows";

const page = (rows: string[], total: number, isTotalCapped = false) => ({ rows: rows.map((id) => ({ id })), total, isTotalCapped });
const key = (row: { id: string }) => row.id;

describe("a list of several pages", () => {
  it("shows a row once that moved to a later page meanwhile", () => {
    const rows = pagedRows([page(["a", "b", "c"], 5), page(["b", "d"], 5)], key);
    expect(rows.map(key)).toEqual(["a", "c", "b", "d"]);
  });

  it("counts by the newest page, and reads on only by the query", () => {
    const query = { hasNextPage: true, isFetchingNextPage: false, fetchNextPage: vi.fn() };
    const more = moreRows(query, [page(["a"], 10_000, true), page(["b"], 9_999)]);
    expect(more).toMatchObject({ total: 9_999, isTotalCapped: false, hasMore: true, isLoading: false });
    more.onMore();
    expect(query.fetchNextPage).toHaveBeenCalledOnce();
  });

  it("never tells of fewer rows than were read, nor of more when those are all", () => {
    const query = { hasNextPage: true, isFetchingNextPage: false, fetchNextPage: vi.fn() };
    const pages = [page(["a", "b"], 2, true), page(["c", "d"], 2, true)];
    expect(moreRows(query, pages)).toMatchObject({ total: 4, isTotalCapped: true });
    expect(moreRows({ ...query, hasNextPage: false }, pages)).toMatchObject({ total: 4, isTotalCapped: false });
    expect(moreRows({ ...query, hasNextPage: false }, [page(["a"], 5000, true)])).toMatchObject({ total: 5000, isTotalCapped: true });
  });

  it("is empty before the first page", () => {
    expect(pagedRows([], key)).toEqual([]);
    expect(moreRows({ hasNextPage: false, isFetchingNextPage: false, fetchNextPage: () => undefined }, []).total).toBe(0);
  });
});
