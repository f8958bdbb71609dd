import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";
import { inkColor, type Tone, washColor } from "./rules/tone";

export interface BadgeProps {
  readonly children: ReactNode;
  /** `plain` for what is a fact without judgement: an environment, a version. */
  readonly tone?: Tone | "plain" | "accent";
}

const plain = { plain: "bg-sunken text-ink-soft", accent: "bg-accent-wash text-accent-ink" } as const;

/** A short label on a ground of its own. For a status use `StatusMark`: a badge has no shape. */
export function Badge({ children, tone = "plain" }: BadgeProps) {
  const colors = tone === "plain" || tone === "accent" ? plain[tone] : `${washColor[tone]} ${inkColor[tone]}`;
  return (
    <span
      className={`inline-flex h-5 max-w-full items-center truncate rounded-s px-1.5 font-medium text-small tabular-nums leading-none ${colors}`}
    >
      {shown(children)}
    </span>
  );
}
