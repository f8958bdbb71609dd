import { ChevronRight } from "lucide-react";
import { shown } from "./internal/plain-text";
import { Link } from "./link";

/** A page above this one. */
export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface BreadcrumbsProps {
  /** The name of the list for a screen reader; by default what the current page is. */
  readonly label?: string;
  /** From the outermost to the parent. */
  readonly trail: readonly Crumb[];
  readonly current: string;
}

/** Where the page stands. The last one is the page itself, and is no link. */
export function Breadcrumbs({ label, trail, current }: BreadcrumbsProps) {
  return (
    <nav aria-label={label ?? current}>
      <ol className="flex min-h-6 flex-wrap items-center gap-x-1 text-small">
        {trail.map((crumb) => (
          <li key={crumb.href + crumb.label} className="inline-flex min-h-6 items-center gap-1">
            <Link href={crumb.href} variant="quiet">
              {crumb.label}
            </Link>
            <ChevronRight className="size-3 text-ink-soft" aria-hidden="true" />
          </li>
        ))}
        <li aria-current="page" className="min-w-0 truncate text-ink-soft">
          {shown(current)}
        </li>
      </ol>
    </nav>
  );
}
