import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";

/** One named fact. */
export interface KeyValue {
  readonly label: string;
  readonly value: ReactNode;
}

export interface KeyValueListProps {
  readonly items: readonly KeyValue[];
  /** `wide` puts pairs beside each other where there is room. */
  readonly layout?: "narrow" | "wide";
}

/** Facts by name. */
export function KeyValueList({ items, layout = "narrow" }: KeyValueListProps) {
  const grid = layout === "wide" ? "grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-x-8" : "grid-cols-1";
  return (
    <dl className={`grid ${grid}`}>
      {items.map((item) => (
        <div key={item.label} className="flex min-h-7 min-w-0 items-baseline gap-3 border-line border-b py-1 last:border-b-0">
          <dt className="w-32 shrink-0 text-ink-soft">{item.label}</dt>
          <dd className="min-w-0 flex-1 break-words">{shown(item.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
