"use client";
import { useUi } from "../ui-provider";

interface PaletteWaitingProps {
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  readonly onClose: () => void;
}

/**
 * The palette's field while its code is fetched: who opens it types on at once, and those letters must neither be lost nor be
 * taken for shortcuts of the page.
 */
export function PaletteWaiting({ query, onQueryChange, onClose }: PaletteWaitingProps) {
  const { text } = useUi();
  return (
    <div className="fixed inset-0 z-40 flex items-start justify-center bg-veil p-4 sm:pt-[12vh]">
      <div
        role="dialog"
        aria-modal="true"
        aria-label={text.palette.title}
        className="w-full max-w-xl rounded-l border border-line-strong bg-raised px-4 shadow-raised"
      >
        <input
          ref={(input) => input?.focus()}
          aria-label={text.palette.title}
          value={query}
          onChange={(event) => onQueryChange(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onClose()}
          className="h-11 w-full bg-transparent pl-6.5 text-ink text-lead outline-none"
        />
      </div>
    </div>
  );
}
