"use client";
import { useCallback, useEffect, useState } from "react";
import { type Refresh, refreshes } from "./observe-search";

/**
 * The instant up to which the sources are asked, moved on by hand or as often as the reader chose. A page that nobody looks at
 * asks nothing: it catches up when it is looked at again.
 */
export function useAsOf(refresh: Refresh): [asOfMs: number, readNow: () => void] {
  const [asOfMs, setAsOfMs] = useState(() => Date.now());
  const readNow = useCallback(() => setAsOfMs(Date.now()), []);
  const everyMs = refreshes[refresh];
  useEffect(() => {
    if (everyMs === null) return;
    const isSeen = () => document.visibilityState === "visible";
    const timer = setInterval(() => isSeen() && readNow(), everyMs);
    const onSeen = () => isSeen() && readNow();
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [everyMs, readNow]);
  return [asOfMs, readNow];
}
