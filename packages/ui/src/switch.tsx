"use client";
import { type ReactNode, useId } from "react";

export interface SwitchProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}

/** On or off, at once. Both positions differ in shape, not in colour alone. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false }: SwitchProps) {
  const hintId = useId();
  return (
    <label className="inline-flex min-h-6 cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed has-disabled:text-ink-soft">
      <span className="relative mt-0.5 inline-flex h-5 w-9 shrink-0">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          checked={isOn}
          disabled={isDisabled}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={(event) => onChange(event.target.checked)}
          className="peer h-5 w-9 cursor-[inherit] appearance-none rounded-full border border-line-strong bg-surface checked:border-accent checked:bg-accent disabled:border-dashed"
        />
        <span className="pointer-events-none absolute top-1 left-1 size-3 rounded-full border-2 border-line-strong peer-checked:left-5 peer-checked:border-on-accent peer-checked:bg-on-accent" />
      </span>
      <span className="flex flex-col">
        {label}
        {hint !== undefined && (
          <span id={hintId} className="text-ink-soft text-small">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
