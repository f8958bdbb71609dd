import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";

export interface PageHeaderProps {
  /** Where the page stands below a screen: `<Breadcrumbs>`. A screen of the navigation has none. */
  readonly trail?: ReactNode;
  /** What the page is about; the page's only first heading. */
  readonly title: string;
  /** The state of it: marks, badges, freshness. */
  readonly status?: ReactNode;
  /** One sentence where the title does not say it. */
  readonly description?: ReactNode;
  /** What one can do with it, the most usual last. */
  readonly actions?: ReactNode;
}

/** The top of a page: what it is, how it stands, and what can be done, over the ruler that marks the start of the content. */
export function PageHeader({ trail, title, status, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col">
      {trail}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="break-words font-semibold text-title tracking-tight">{shown(title)}</h1>
            {status}
          </div>
          {description !== undefined && <p className="mt-0.5 max-w-[72ch] text-ink-soft">{shown(description)}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <div className="tick-rule" aria-hidden="true" />
    </header>
  );
}
