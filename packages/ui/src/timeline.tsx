import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";
import { markColor, type Tone } from "./rules/tone";
import { StatusGlyph, type StatusShape } from "./status-shape";
import { Time } from "./time";

/** Something that happened. */
export interface TimelineEntry {
  readonly id: string;
  readonly at: Date | number;
  readonly title: ReactNode;
  /** Who or what did it. */
  readonly actor?: string;
  readonly detail?: ReactNode;
  readonly tone?: Tone;
  readonly shape?: StatusShape;
}

/** What happened, in the order given. The title says it in words; the mark only repeats it. */
export function Timeline({ label, entries }: { readonly label: string; readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry) => (
        <li key={entry.id} className="group relative flex gap-3 pb-3 last:pb-0">
          <span className="absolute top-5 bottom-0 left-[5.5px] w-px bg-line group-last:hidden" aria-hidden="true" />
          <span className={`mt-1 inline-flex h-3 ${markColor[entry.tone ?? "idle"]}`}>
            <StatusGlyph shape={entry.shape ?? "ring"} />
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 break-words font-medium">
                {shown(entry.title)}
                {entry.actor !== undefined && <span className="font-normal text-ink-soft"> · {shown(entry.actor)}</span>}
              </span>
              <span className="text-ink-soft text-small">
                <Time at={entry.at} />
              </span>
            </div>
            {entry.detail !== undefined && <div className="mt-0.5 break-words text-ink-soft">{shown(entry.detail)}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
