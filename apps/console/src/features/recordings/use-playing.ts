"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ScreenHandle } from "../shared-terminal/screen-handle";
import { type Cast, type CastEvent, eventsBetween, sizeOf } from "./cast";

const TICK_MS = 50;

function draw(screen: ScreenHandle, events: readonly CastEvent[]): void {
  for (const event of events) {
    const size = event.kind === "r" ? sizeOf(event) : null;
    if (size) screen.resize(size.columns, size.rows);
    else if (event.kind === "o") screen.write(event.text);
  }
}

/** Plays a recording on a screen. `at` is in seconds; going back draws everything up to there anew. */
export function usePlaying(cast: Cast, screen: RefObject<ScreenHandle | null>) {
  const [at, setAt] = useState(0);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  /** Up to where the screen was drawn; negative: not at all. */
  const drawnTo = useRef(-1);
  useEffect(() => {
    if (!isPlaying) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const step = ((now - before) / 1000) * speed;
      before = now;
      setAt((last) => Math.min(cast.length, last + step));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [isPlaying, speed, cast]);
  useEffect(() => {
    const drawn = screen.current;
    if (!drawn) return;
    if (at < drawnTo.current || drawnTo.current < 0) {
      drawn.reset();
      drawn.resize(cast.columns, cast.rows);
      drawnTo.current = -1;
    }
    draw(drawn, eventsBetween(cast, drawnTo.current, at));
    drawnTo.current = at;
    if (at >= cast.length) setIsPlaying(false);
  }, [at, cast, screen]);
  return {
    at,
    isPlaying,
    speed,
    setSpeed,
    // A slider goes in steps, of which the last may end before the recording does.
    seek: (to: number) => setAt(to > cast.length - 0.1 ? cast.length : Math.max(0, to)),
    toggle: () => {
      if (!isPlaying && at >= cast.length) setAt(0);
      setIsPlaying(!isPlaying);
    },
  };
}
