"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ChangeEvent, type Ref, useState } from "react";
import { Field, type FieldProps } from "./field";
import { controlLook } from "./internal/control-look";
import { useUi } from "./ui-provider";

export interface TextFieldProps extends FieldProps {
  readonly type?: "text" | "email" | "password" | "url" | "number" | "datetime-local";
  /** Held by the form's own state, or given at first and left alone. */
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly placeholder?: string;
  /** The browser's word for what it may fill in; `off` where a remembered value would be wrong. */
  readonly autoComplete?: string;
  /** More than one line. */
  readonly lines?: number;
  /** Names, tokens and code: monospaced, without spelling help. */
  readonly isCode?: boolean;
  readonly isDisabled?: boolean;
  readonly ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** One line of text, or several with `lines`. A password can be shown. */
export function TextField({ type = "text", onChange, lines, isCode = false, isDisabled = false, ref, ...rest }: TextFieldProps) {
  const { text } = useUi();
  const [isShown, setIsShown] = useState(false);
  const { value, defaultValue, placeholder, autoComplete, ...field } = rest;
  const own = {
    ref,
    value,
    defaultValue,
    placeholder,
    autoComplete,
    disabled: isDisabled,
    onChange: onChange && ((event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value)),
    ...(isCode && { spellCheck: false, autoCapitalize: "none", autoCorrect: "off" }),
  };
  const look = `${controlLook} ${isCode ? "font-mono" : ""}`;
  if (lines !== undefined)
    return <Field {...field}>{(control) => <textarea rows={lines} className={`${look} resize-y py-1.5`} {...control} {...own} />}</Field>;
  if (type !== "password")
    return <Field {...field}>{(control) => <input type={type} className={`${look} h-8`} {...control} {...own} />}</Field>;
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative flex">
          <input type={isShown ? "text" : "password"} className={`${look} h-8 pr-9`} {...control} {...own} />
          <button
            type="button"
            aria-label={isShown ? text.hidePassword : text.showPassword}
            className="absolute inset-y-0 right-0 inline-flex w-8 cursor-pointer items-center justify-center rounded-m text-ink-soft hover:text-ink [&_svg]:size-4"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </button>
        </span>
      )}
    </Field>
  );
}
