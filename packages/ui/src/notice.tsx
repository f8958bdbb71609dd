import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";
import { inkColor, type Tone, washColor } from "./rules/tone";
import { StatusGlyph, type StatusShape } from "./status-shape";

export interface NoticeProps {
  readonly tone: Tone;
  readonly shape: StatusShape;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** Something to know about what is below it. It stays as long as it is true. */
export function Notice({ tone, shape, title, children, action }: NoticeProps) {
  return (
    <div className={`flex flex-wrap items-start gap-x-4 gap-y-2 rounded-m border border-line px-3 py-2 ${washColor[tone]}`}>
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <span className={`mt-1 inline-flex ${inkColor[tone]}`}>
          <StatusGlyph shape={shape} />
        </span>
        <div className="min-w-0 break-words text-ink">
          <p className={`font-semibold ${inkColor[tone]}`}>{shown(title)}</p>
          {shown(children)}
        </div>
      </div>
      {action}
    </div>
  );
}
