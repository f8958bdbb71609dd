"use client";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useEffect } from "react";

/** Gives the browser's tab and its history the name of the thing that the page shows, once it is known: many such tabs stand side by side. */
export function usePageTitle(name: string | null): void {
  useEffect(() => {
    if (name !== null) document.title = `${visibleName(name)} · Holdfast`;
  }, [name]);
}
