import type { ReactNode } from "react";
import type { Tone } from "./rules/tone";

const edges: Readonly<Record<Tone, string>> = {
  good: "border-l-good",
  busy: "border-l-busy",
  caution: "border-l-caution",
  bad: "border-l-bad",
  idle: "border-l-idle",
  unknown: "border-l-unknown",
  stale: "border-l-stale",
};

export interface CardProps {
  readonly children: ReactNode;
  /** Colours the edge. The status itself stands inside, as a `StatusMark`. */
  readonly tone?: Tone;
}

/** One thing of many: a cluster among clusters. */
export function Card({ children, tone }: CardProps) {
  return (
    <article className={`min-w-0 rounded-m border border-line bg-surface p-3 ${tone === undefined ? "" : `border-l-3 ${edges[tone]}`}`}>
      {children}
    </article>
  );
}
