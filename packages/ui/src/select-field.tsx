"use client";
import { ChevronDown } from "lucide-react";
import { Field, type FieldProps } from "./field";
import { controlLook } from "./internal/control-look";

/** One thing that can be chosen. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean;
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly SelectOption[];
  /** The line that stands for "nothing chosen yet"; its value is empty. */
  readonly placeholder?: string;
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly isDisabled?: boolean;
}

/** One of a few. It is the platform's own control: it works with every keyboard, screen reader and thumb. */
export function SelectField({ options, placeholder, value, defaultValue, onChange, isDisabled = false, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative flex min-w-0">
          <select
            className={`${controlLook} h-8 cursor-pointer appearance-none pr-8`}
            value={value}
            defaultValue={defaultValue}
            disabled={isDisabled}
            onChange={onChange && ((event) => onChange(event.target.value))}
            {...control}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isDisabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown className="pointer-events-none absolute top-2 right-2 size-4 text-ink-soft" aria-hidden="true" />
        </span>
      )}
    </Field>
  );
}
