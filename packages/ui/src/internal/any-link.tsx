"use client";
import type { AriaAttributes, ReactNode } from "react";
import { safeHref } from "../rules/safe-href";
import { useUi } from "../ui-provider";

interface AnyLinkProps extends Pick<AriaAttributes, "aria-current" | "aria-label" | "aria-describedby"> {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly isExternal?: boolean;
  /** A file of our own: the framework must not take it for a page. */
  readonly isDownload?: boolean;
  readonly tabIndex?: number;
  readonly onClick?: () => void;
}

/** An anchor of the application's framework, or a plain one. An unsafe address leads nowhere. */
export function AnyLink({ href, children, isExternal = false, isDownload = false, ...rest }: AnyLinkProps) {
  const { linkComponent: Component } = useUi();
  const safe = safeHref(href) ?? "#";
  if (isExternal)
    return (
      <a href={safe} target="_blank" rel="noreferrer noopener" {...rest}>
        {children}
      </a>
    );
  if (Component === null || isDownload)
    return (
      <a href={safe} download={isDownload || undefined} {...rest}>
        {children}
      </a>
    );
  return (
    <Component href={safe} {...rest}>
      {children}
    </Component>
  );
}
