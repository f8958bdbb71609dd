"use client";
import { type ReactNode, type Ref, useId } from "react";
import { AnyLink } from "./internal/any-link";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./internal/button-look";
import { Tooltip } from "./tooltip";
import { useUi } from "./ui-provider";
import { VisuallyHidden } from "./visually-hidden";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** A mark before the words, for example `<Plus />`. */
  readonly icon?: ReactNode;
  /** Without it the button submits nothing and does nothing, so a form's button says `type="submit"`. */
  readonly onClick?: () => void;
  readonly type?: "button" | "submit";
  /** Why it cannot be pressed now: the button stays in its place and in the tab order, and says so. */
  readonly refusal?: string | null;
  /** True from the press until the answer: a second press does nothing. */
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Does something. */
export function Button({
  children,
  variant = "secondary",
  size = "m",
  icon,
  onClick,
  type = "button",
  refusal = null,
  isBusy = false,
  ref,
}: ButtonProps) {
  const { text } = useUi();
  const reasonId = useId();
  const isInert = refusal !== null || isBusy;
  const button = (
    <button
      ref={ref}
      type={isInert ? "button" : type}
      className={buttonLook(variant, size, { isRefused: refusal !== null })}
      aria-disabled={isInert || undefined}
      aria-busy={isBusy || undefined}
      aria-describedby={refusal === null ? undefined : reasonId}
      onClick={isInert ? undefined : onClick}
    >
      {icon}
      {children}
      {isBusy && <span aria-hidden="true">…</span>}
      {isBusy && <VisuallyHidden>{text.busy}</VisuallyHidden>}
    </button>
  );
  if (refusal === null) return button;
  return (
    <>
      <Tooltip text={refusal}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {refusal}
      </span>
    </>
  );
}

export interface LinkButtonProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** Leads to a file to keep, and not to a page. */
  readonly isDownload?: boolean;
}

/** Leads somewhere, and is as important as a button. */
export function LinkButton({ href, children, variant = "secondary", size = "m", icon, isDownload = false }: LinkButtonProps) {
  return (
    <AnyLink href={href} isDownload={isDownload} className={`${buttonLook(variant, size)} no-underline`}>
      {icon}
      {children}
    </AnyLink>
  );
}
