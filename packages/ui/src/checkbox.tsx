"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

export interface CheckboxProps {
  readonly name?: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isChecked?: boolean;
  readonly isCheckedAtFirst?: boolean;
  /** Some of many are: neither on nor off. */
  readonly isMixed?: boolean;
  readonly onChange?: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
  /** In a row that names the thing itself. */
  readonly isLabelHidden?: boolean;
}

/** Yes or no, as part of what is submitted. For what takes effect at once take `Switch`. */
export function Checkbox({
  name,
  label,
  hint,
  isChecked,
  isCheckedAtFirst,
  isMixed = false,
  onChange,
  isDisabled = false,
  isLabelHidden = false,
}: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  const hintId = useId();
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className="inline-flex min-h-6 cursor-pointer items-start gap-2 has-disabled:cursor-not-allowed has-disabled:text-ink-soft">
      <span className="relative inline-flex size-6 shrink-0 items-center justify-center">
        <input
          ref={box}
          type="checkbox"
          name={name}
          checked={isChecked}
          defaultChecked={isCheckedAtFirst}
          disabled={isDisabled}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={onChange && ((event) => onChange(event.target.checked))}
          className="peer size-4 cursor-[inherit] appearance-none rounded-s border border-line-strong bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-dashed"
        />
        <svg
          viewBox="0 0 12 12"
          className="pointer-events-none absolute hidden size-3 text-on-accent peer-checked:block peer-indeterminate:hidden"
          aria-hidden="true"
        >
          <path d="m2.2 6.3 2.4 2.5 5-5.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
        <svg
          viewBox="0 0 12 12"
          className="pointer-events-none absolute hidden size-3 text-on-accent peer-indeterminate:block"
          aria-hidden="true"
        >
          <path d="M2.5 6h7" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
      </span>
      <span className={isLabelHidden ? "sr-only" : "flex flex-col pt-0.5"}>
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
