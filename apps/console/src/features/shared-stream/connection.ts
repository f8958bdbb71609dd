"use client";
import { useSyncExternalStore } from "react";

/** How the page's event stream stands. `off`: no stream was asked for, so the page shows what it was when it was opened. */
export type Connection = "off" | "connecting" | "live" | "lost";

let current: Connection = "off";
const readers = new Set<() => void>();

/** Told by whoever holds the stream, at every change. */
export function reportConnection(connection: Connection): void {
  if (connection === current) return;
  current = connection;
  for (const reader of readers) reader();
}

const subscribe = (onChange: () => void) => {
  readers.add(onChange);
  return () => readers.delete(onChange);
};

/** How the stream stands, kept true. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => "off" as const,
  );
