"use client";
import { useSyncExternalStore } from "react";
import { createTicker, systemPorts } from "./rules/ticker";
import { useUi } from "./ui-provider";

const fastTicker = createTicker(100, systemPorts);

/**
 * What `read` makes of the instant, again and again: the component is drawn anew only when the result differs (`Object.is`),
 * so `read` should give a text or a word, not a number of milliseconds. `pace` is a second, or a tenth for a running clock.
 */
export function useNow<T>(read: (nowMs: number) => T, pace: "second" | "tenth" = "second"): T {
  const { ticker, renderedAtMs } = useUi();
  const source = pace === "second" ? ticker : fastTicker;
  return useSyncExternalStore(
    source.subscribe,
    () => read(source.now()),
    () => read(renderedAtMs),
  );
}
