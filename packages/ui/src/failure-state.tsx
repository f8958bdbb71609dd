"use client";
import type { ReactNode } from "react";
import { Button, LinkButton } from "./button";
import { Code } from "./code";
import { CopyButton } from "./copy-button";
import { shown } from "./internal/plain-text";
import type { Failure } from "./rules/resolve-state";
import { inkColor, type Tone } from "./rules/tone";
import { StatusGlyph, type StatusShape } from "./status-shape";
import { useUi } from "./ui-provider";

interface FrameProps {
  readonly tone: Tone;
  readonly shape: StatusShape;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

function Frame({ tone, shape, title, children, action }: FrameProps) {
  return (
    <div role="status" className="flex flex-col items-start gap-3 rounded-m border border-line bg-surface px-5 py-5">
      <div className="max-w-[68ch]">
        <p className="flex items-center gap-2 font-semibold text-lead">
          <span className={`inline-flex ${inkColor[tone]}`}>
            <StatusGlyph shape={shape} />
          </span>
          {title}
        </p>
        <div className="mt-1 flex flex-col gap-1 break-words text-ink-soft">{children}</div>
      </div>
      {action}
    </div>
  );
}

export interface ForbiddenProps {
  readonly message?: string;
  readonly help?: ReactNode;
  /** Where the reader can ask for the right that they lack. */
  readonly way?: Failure["way"];
}

/** The reader may not see this. Calm, for it is nobody's error, and it says whom to ask. */
export function Forbidden({ message, help, way }: ForbiddenProps) {
  const { text } = useUi();
  return (
    <Frame tone="idle" shape="lock" title={text.forbiddenTitle} action={way && <LinkButton href={way.href}>{way.label}</LinkButton>}>
      {message !== undefined && <p>{shown(message)}</p>}
      <p>{help ?? text.forbiddenHelp}</p>
    </Frame>
  );
}

/** What the address names is not there, or is not the reader's to know. */
export function NotFoundState({ message, action }: { readonly message: string; readonly action?: ReactNode }) {
  const { text } = useUi();
  return (
    <Frame tone="idle" shape="dash" title={text.notFoundTitle} action={action}>
      <p>{shown(message)}</p>
    </Frame>
  );
}

/** Nothing could be read: why, a way to try again, and the reference by which the log has it. */
export function FailedState({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { text } = useUi();
  return (
    <Frame tone="bad" shape="cross" title={text.failedTitle} action={<Button onClick={onRetry}>{text.retry}</Button>}>
      <p>{shown(failure.message)}</p>
      {failure.reference !== null && (
        <p className="flex items-center gap-1">
          {text.reference}: <Code>{failure.reference}</Code>
          <CopyButton value={failure.reference} />
        </p>
      )}
    </Frame>
  );
}
