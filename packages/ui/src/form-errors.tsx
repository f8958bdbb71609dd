"use client";
import type { MouseEvent, Ref } from "react";
import type { FieldErrors } from "./rules/field-errors";
import { StatusGlyph } from "./status-shape";
import { useUi } from "./ui-provider";

export interface FormErrorsProps {
  readonly errors: FieldErrors;
  /** The id of the control that a field's line leads to. */
  readonly controlId: (name: string) => string;
  readonly ref?: Ref<HTMLDivElement>;
}

/** All that is wrong with a form, each line leading to its field. `Form` has one; nothing is drawn while all is well. */
export function FormErrors({ errors, controlId, ref }: FormErrorsProps) {
  const { text } = useUi();
  const lines = Object.entries(errors);
  if (lines.length === 0) return null;
  const lead = (event: MouseEvent<HTMLAnchorElement>, name: string) => {
    event.preventDefault();
    document.getElementById(controlId(name))?.focus();
  };
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="rounded-m border border-bad bg-bad-wash p-3 text-ink">
      <p className="flex items-center gap-1.5 font-semibold text-bad-ink">
        <StatusGlyph shape="cross" />
        {text.formErrors(lines.length)}
      </p>
      <ul className="mt-1 flex flex-col gap-0.5 pl-[1.125rem]">
        {lines.map(([name, message]) => (
          <li key={name}>
            {name === "" ? (
              message
            ) : (
              <a href={`#${controlId(name)}`} onClick={(event) => lead(event, name)} className="inline-block min-h-6 text-ink underline">
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
