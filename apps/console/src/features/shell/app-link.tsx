"use client";
import type { LinkComponentProps } from "@holdfast/ui/ui-provider";
import type { Route } from "next";
import NextLink from "next/link";

/** The components' link. Nothing is fetched ahead: a list shows a hundred links of which one is followed. */
export function AppLink({ href, ...rest }: LinkComponentProps) {
  // Addresses are built from data at run time, and typed routes know literals only; an unknown one shows the page for it.
  return <NextLink prefetch={false} {...rest} href={href as Route} />;
}
