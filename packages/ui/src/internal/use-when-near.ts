"use client";
import { type RefObject, useEffect, useRef } from "react";

/** Calls `run` when the element that gets the returned ref comes near the visible part of the region; null does nothing. */
export function useWhenNear(run: (() => void) | null, region: RefObject<HTMLElement | null>): RefObject<HTMLDivElement | null> {
  const sentinel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = sentinel;
    if (run === null || current === null) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && run(), {
      root: region.current,
      rootMargin: "400px",
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [run, region]);
  return sentinel;
}
