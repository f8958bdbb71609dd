import type { ReactNode } from "react";

export interface EmptyStateProps {
  /** What is not there, as a fact. */
  readonly title: string;
  /** Why that is, or what to do next. */
  readonly children: ReactNode;
  /** The next thing to do. */
  readonly action?: ReactNode;
}

/** Nothing here yet: says so, and what to do next. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-m border border-line border-dashed px-5 py-6">
      <div className="max-w-[60ch]">
        <p className="font-semibold text-lead">{title}</p>
        <div className="mt-1 text-ink-soft">{children}</div>
      </div>
      {action}
    </div>
  );
}
