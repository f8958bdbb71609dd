"use client";
import type { ReactNode } from "react";
import { shown } from "./internal/plain-text";
import { markColor, type Tone } from "./rules/tone";
import { StatusGlyph, type StatusShape } from "./status-shape";
import { useUi } from "./ui-provider";
import { VisuallyHidden } from "./visually-hidden";

/** One step on a way. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: "done" | "current" | "upcoming" | "failed";
  readonly detail?: ReactNode;
}

const marks: Readonly<Record<Step["state"], { shape: StatusShape; tone: Tone; line: string }>> = {
  done: { shape: "tick", tone: "good", line: "border-good" },
  current: { shape: "play", tone: "busy", line: "border-busy" },
  upcoming: { shape: "ring", tone: "idle", line: "border-line border-dashed" },
  failed: { shape: "cross", tone: "bad", line: "border-bad" },
};

/** Where one is on a way of few steps: the phases of a run, the pages of a wizard. */
export function Stepper({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  const { text } = useUi();
  return (
    <ol aria-label={label} className="grid gap-x-1 gap-y-2 sm:auto-cols-fr sm:grid-flow-col">
      {steps.map((step) => (
        <li
          key={step.id}
          aria-current={step.state === "current" ? "step" : undefined}
          className={`min-w-0 border-t-2 pt-1.5 ${marks[step.state].line}`}
        >
          <div className="flex items-center gap-1.5">
            <span className={`inline-flex ${markColor[marks[step.state].tone]}`}>
              <StatusGlyph shape={marks[step.state].shape} />
            </span>
            <span className={`truncate ${step.state === "upcoming" ? "text-ink-soft" : "font-medium"}`}>{shown(step.label)}</span>
            <VisuallyHidden>({text.step[step.state]})</VisuallyHidden>
          </div>
          {step.detail !== undefined && <div className="mt-0.5 truncate pl-[1.125rem] text-ink-soft text-small">{shown(step.detail)}</div>}
        </li>
      ))}
    </ol>
  );
}
