"use client";
import type { AriaAttributes, ReactNode } from "react";
import { safeHref } from "../rules/safe-href";
import { useUi } from "../ui-provider";

interface AnyLinkProps extends Pick<AriaAttributes, "aria-current" | "aria-label" | "aria-describedby"> {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly isExternal?: boolean;
  readonly tabIndex?: number;
  readonly onClick?: () => void;
}

/** An anchor of the application's framework, or a plain one. An unsafe address leads nowhere. */
export function AnyLink({ href, children, isExternal = false, ...rest }: AnyLinkProps) {
  const { linkComponent: Component } = useUi();
  const safe = safeHref(href) ?? "#";
  if (isExternal)
    return (
      <a href={safe} target="_blank" rel="noreferrer noopener" {...rest}>
        {children}
      </a>
    );
  if (Component === null)
    return (
      <a href={safe} {...rest}>
        {children}
      </a>
    );
  return (
    <Component href={safe} {...rest}>
      {children}
    </Component>
  );
}
