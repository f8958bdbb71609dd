"use client";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { AnyLink } from "./internal/any-link";
import { shown } from "./internal/plain-text";
import { safeHref } from "./rules/safe-href";
import { useUi } from "./ui-provider";
import { VisuallyHidden } from "./visually-hidden";

export interface LinkProps {
  readonly href: string;
  readonly children: ReactNode;
  /** `quiet` looks like text until it is pointed at: in a table whose rows are links anyway. */
  readonly variant?: "plain" | "quiet";
  /** Leads to another site: opens beside the console and says so. */
  readonly isExternal?: boolean;
}

const looks = {
  plain: "text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current",
  quiet: "text-ink underline-offset-2 hover:text-accent-ink hover:underline",
} as const;

/** A way to another page. An address that could run code is drawn as text: it came from a cluster. */
export function Link({ href, children, variant = "plain", isExternal = false }: LinkProps) {
  const { text } = useUi();
  if (safeHref(href) === null) return <span>{shown(children)}</span>;
  return (
    <AnyLink href={href} className={`rounded-s ${looks[variant]}`} isExternal={isExternal}>
      {shown(children)}
      {isExternal && (
        <>
          <ArrowUpRight className="ml-0.5 inline size-3 align-baseline" aria-hidden="true" />
          <VisuallyHidden>({text.opensOutside})</VisuallyHidden>
        </>
      )}
    </AnyLink>
  );
}
