"use client";
import { useEventStream } from "./use-event-stream";

/** Holds the tab's stream open for as long as a page of the console is shown. Draws nothing. */
export function EventStream(): null {
  useEventStream();
  return null;
}
