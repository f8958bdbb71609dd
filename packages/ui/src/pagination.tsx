"use client";
import { Button } from "./button";
import { LiveRegion } from "./live-region";
import { useUi } from "./ui-provider";

export interface PaginationProps {
  readonly shown: number;
  readonly total: number;
  readonly isTotalCapped: boolean;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** How much of a list is loaded, and the way to more of it. Says so to a screen reader when it changes. */
export function Pagination({ shown, total, isTotalCapped, hasMore, isLoading, onMore }: PaginationProps) {
  const { text } = useUi();
  const written = text.table.rows(shown, total, isTotalCapped);
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 border-line border-t px-3 py-1">
      <span className="text-ink-soft text-small tabular-nums">{written}</span>
      {hasMore && (
        <Button size="s" variant="quiet" isBusy={isLoading} onClick={onMore}>
          {text.table.loadMore}
        </Button>
      )}
      <LiveRegion>{written}</LiveRegion>
    </div>
  );
}
