"use client";
import { useSyncExternalStore } from "react";
import { useUi } from "./ui-provider";

const names: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "Space",
};

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);
const never = () => () => {};

function written(key: string, mac: boolean): string {
  if (key.startsWith("mod+")) return `${mac ? "⌘" : "Ctrl"} ${written(key.slice(4), mac)}`;
  if (key.startsWith("shift+")) return `⇧ ${written(key.slice(6), mac)}`;
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

function Cap({ word }: { readonly word: string }) {
  const mac = useSyncExternalStore(never, isMac, () => false);
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-s border border-line-strong bg-surface px-1 font-sans text-ink-soft text-micro">
      {written(word, mac)}
    </kbd>
  );
}

/** The keys of a verb (`"mod+k"`, `"g f"`) as they stand on the reader's keyboard. */
export function KeyCap({ keys }: { readonly keys: string }) {
  const { text } = useUi();
  const [first = keys, second] = keys === " " ? [" "] : keys.split(" ");
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <Cap word={first} />
      {second !== undefined && (
        <>
          <span className="text-ink-soft text-micro">{text.legend.followedBy}</span>
          <Cap word={second} />
        </>
      )}
    </span>
  );
}
