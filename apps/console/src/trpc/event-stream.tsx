"use client";
import { useEventStream } from "./use-event-stream";
import { useRights } from "./use-rights";

/** Keeps what is shown true for as long as a page of the console is open: by the tab's stream, and by the reader's rights. Draws nothing. */
export function EventStream(): null {
  useEventStream();
  useRights();
  return null;
}
