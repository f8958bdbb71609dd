"use client";
import { createContext, type FormEvent, type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from "react";
import { FormErrors } from "./form-errors";
import type { FieldErrors } from "./rules/field-errors";

interface FormContextValue {
  readonly id: string;
  readonly errors: FieldErrors;
}

const FormContext = createContext<FormContextValue | null>(null);

/** The id of the control of a field, and what is wrong with it, by the form around. */
export function useFormField(name: string): { controlId: string; error: string | null } {
  const own = useId();
  const form = use(FormContext);
  return { controlId: `${form?.id ?? own}-${name}`, error: form?.errors[name] ?? null };
}

export interface FormProps {
  /** The form's accessible name, and the heading of its errors' list. */
  readonly label: string;
  /** What is wrong, by the name of the field; the empty name is the form as a whole. Replaced as a whole by every submit. */
  readonly errors: FieldErrors;
  /** Gets the fields by name. Parse it with the contract's schema; `fieldErrors` turns its issues into `errors`. */
  readonly onSubmit: (values: FormData) => void;
  readonly children: ReactNode;
}

/** A form whose fields find their own errors, and whose errors are listed, focused and linked after a refused submit. */
export function Form({ label, errors, onSubmit, children }: FormProps) {
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const [submits, setSubmits] = useState(0);
  const answered = useRef(0);
  const value = useMemo(() => ({ id, errors }), [id, errors]);
  const count = Object.keys(errors).length;
  useEffect(() => {
    // Once a submit: errors that come while somebody types must not take the focus away.
    if (count === 0 || answered.current === submits) return;
    answered.current = submits;
    summary.current?.focus();
  }, [count, submits]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSubmits((before) => before + 1);
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <FormContext value={value}>
      <form aria-label={label} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FormErrors ref={summary} errors={errors} controlId={(name) => `${id}-${name}`} />
        {children}
      </form>
    </FormContext>
  );
}
