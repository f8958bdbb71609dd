import { type ReactNode, useId } from "react";
import { shown } from "./internal/plain-text";

export interface PanelProps {
  readonly title: string;
  /** What the panel says in a few words, or how fresh it is: stands beside the title. */
  readonly aside?: ReactNode;
  /** Buttons at the end of the title's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `none` for a table, which reaches the edges. */
  readonly padding?: "m" | "none";
}

/** A table that fills a panel has the panel's frame. */
const frameless = "[&_[data-table-frame]]:rounded-none [&_[data-table-frame]]:border-0";

/** A part of a page with a title of its own. */
export function Panel({ title, aside, actions, children, padding = "m" }: PanelProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0 rounded-m border border-line bg-surface">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1">
        <h2 id={titleId} className="font-semibold">
          {shown(title)}
        </h2>
        {aside !== undefined && <div className="min-w-0 text-ink-soft">{aside}</div>}
        {actions !== undefined && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </header>
      <div className={padding === "m" ? "p-3" : frameless}>{children}</div>
    </section>
  );
}
