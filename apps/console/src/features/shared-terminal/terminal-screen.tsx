"use client";
import "@xterm/xterm/css/xterm.css";
import { useUi } from "@holdfast/ui/ui-provider";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { makeScreen } from "./make-screen";
import type { ScreenHandle } from "./screen-handle";

interface TerminalScreenProps {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly handle: RefObject<ScreenHandle | null>;
  /** A fixed size, for what was recorded; null fills the place. */
  readonly size: { readonly columns: number; readonly rows: number } | null;
  readonly onInput: ((text: string) => void) | null;
  readonly onSize: ((size: { columns: number; rows: number }) => void) | null;
  readonly onLeave: () => void;
}

/** A terminal as it is drawn. It keeps nothing: what it shows is written to its handle. */
export function TerminalScreen({ label, handle, size, onInput, onSize, onLeave }: TerminalScreenProps) {
  const { nonce } = useUi();
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<ReturnType<typeof makeScreen> | null>(null);
  const heard = useRef({ onInput, onSize, onLeave });
  heard.current = { onInput, onSize, onLeave };
  const made = useRef({ label, size, nonce: nonce ?? "", canType: onInput !== null });
  useEffect(() => {
    if (!place.current) return;
    const { canType, ...options } = made.current;
    const drawn = makeScreen(place.current, {
      ...options,
      onInput: canType ? (text) => heard.current.onInput?.(text) : null,
      onSize: (next) => heard.current.onSize?.(next),
      onLeave: () => heard.current.onLeave(),
    });
    screen.current = drawn;
    heard.current.onSize?.({ columns: drawn.terminal.cols, rows: drawn.terminal.rows });
    return () => {
      screen.current = null;
      drawn.dispose();
    };
  }, []);
  useImperativeHandle(handle, () => ({
    write: (text, then) => screen.current?.terminal.write(text, then),
    reset: () => screen.current?.terminal.reset(),
    resize: (columns, rows) => screen.current?.terminal.resize(columns, rows),
    focus() {
      // The terminal takes the focus without moving the page, and draws nothing while it is out of sight.
      place.current?.scrollIntoView({ block: "nearest" });
      screen.current?.terminal.focus();
    },
    selection: () => screen.current?.terminal.getSelection() ?? "",
  }));
  return (
    <div className={`rounded-m border border-line bg-sunken p-2 ${size === null ? "" : "max-w-full overflow-x-auto"}`}>
      <div ref={place} className={`font-mono ${size === null ? "h-96 min-w-0 overflow-hidden" : "w-max"}`} />
    </div>
  );
}
