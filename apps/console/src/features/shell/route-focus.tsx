"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** The id of the page's content, to which the skip link and a change of page lead. */
export const CONTENT_ID = "content";

/** After a change of page puts the focus at its start, so that keys and screen readers go on from there. Next.js reads the title out. */
export function RouteFocus() {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
