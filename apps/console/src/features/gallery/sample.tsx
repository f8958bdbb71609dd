import type { ReactNode } from "react";

/** A named specimen of the gallery. */
export function Sample({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h2 className="font-medium text-ink-soft text-small">{title}</h2>
      {children}
    </section>
  );
}
