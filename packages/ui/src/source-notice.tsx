"use client";
import { Button } from "./button";
import { useStaleAge } from "./freshness";
import { shown } from "./internal/plain-text";
import { Notice } from "./notice";
import type { Observation } from "./rules/freshness";
import type { Failure } from "./rules/resolve-state";
import { useUi } from "./ui-provider";

/** A source that gave no answer, and why. */
export interface SilentSource {
  readonly name: string;
  readonly reason: string;
}

/** Some sources were silent: names them, and says how many answered. Nothing is drawn when all did. */
export function PartialNotice({ answered, silent }: { readonly answered: number; readonly silent: readonly SilentSource[] }) {
  const { text } = useUi();
  if (silent.length === 0) return null;
  return (
    <Notice tone="caution" shape="half" title={text.answered(answered, answered + silent.length)}>
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
        {silent.map((source) => (
          <li key={source.name}>
            <span className="font-medium">{shown(source.name)}</span> <span className="text-ink-soft">{shown(source.reason)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What is shown was seen longer ago than its budget. Appears by itself when the time comes. */
export function StaleNotice({ observation }: { readonly observation: Observation }) {
  const { text } = useUi();
  const age = useStaleAge(observation);
  if (age === "") return null;
  return <Notice tone="stale" shape="clock" title={text.staleData(age)} />;
}

/** A later read failed; what was read before is still shown. */
export function RefreshFailedNotice({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { text } = useUi();
  return (
    <Notice
      tone="caution"
      shape="triangle"
      title={text.refreshFailed}
      action={
        <Button size="s" onClick={onRetry}>
          {text.retry}
        </Button>
      }
    >
      <p>
        {shown(failure.message)}
        {failure.reference !== null && ` (${failure.reference})`}
      </p>
    </Notice>
  );
}
