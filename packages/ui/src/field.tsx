"use client";
import type { ReactNode } from "react";
import { useFormField } from "./form";
import { StatusGlyph } from "./status-shape";

/** What a control must carry so that its label, hint and error belong to it. */
export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

/** What every field has. */
export interface FieldProps {
  /** The name in the form's values and in its errors. */
  readonly name: string;
  readonly label: string;
  /** What to know before filling it in: the format, an example, who will see it. */
  readonly hint?: ReactNode;
  /** What is wrong; by default what the form around knows. */
  readonly error?: string | null;
  readonly isRequired?: boolean;
  /** For a control whose meaning is plain from its surroundings; a screen reader still gets the label. */
  readonly isLabelHidden?: boolean;
}

/** A label, a hint and an error around one control. For text and choices take `TextField` and `SelectField`. */
export function Field({
  name,
  label,
  hint,
  error,
  isRequired = false,
  isLabelHidden = false,
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const known = useFormField(name);
  const wrong = error === undefined ? known.error : error;
  const hintId = `${known.controlId}-hint`;
  const errorId = `${known.controlId}-error`;
  const described = [hint !== undefined && hintId, wrong !== null && errorId].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={known.controlId} className={isLabelHidden ? "sr-only" : "font-medium text-ink"}>
        {label}
        {isRequired && (
          <span className="text-bad-ink" aria-hidden="true">
            {" *"}
          </span>
        )}
      </label>
      {children({
        id: known.controlId,
        name,
        required: isRequired,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": wrong !== null || undefined,
      })}
      {hint !== undefined && (
        <div id={hintId} className="text-ink-soft text-small">
          {hint}
        </div>
      )}
      {wrong !== null && (
        <p id={errorId} className="flex items-start gap-1.5 text-bad-ink text-small">
          <span className="mt-0.5 inline-flex">
            <StatusGlyph shape="cross" />
          </span>
          {wrong}
        </p>
      )}
    </div>
  );
}
