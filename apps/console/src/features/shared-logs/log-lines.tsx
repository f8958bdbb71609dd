"use client";
import { OutsideText } from "@holdfast/ui/outside-text";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef } from "react";
import type { ShownLine } from "./log-buffer";

/** So many are drawn; the search and the file have all that are here. */
const MOST_DRAWN = 1000;
/** Nearer to the end than this the reader is at it. */
const NEAR_PX = 48;

interface LogLinesProps {
  readonly lines: readonly ShownLine[];
  /** What each container is called; null where there is only one. */
  readonly nameOf: ((target: number) => string) | null;
  readonly isFollowing: boolean;
  /** Told when the reader leaves the end or comes back to it. */
  readonly onFollow: (isFollowing: boolean) => void;
  /** What is said in the place of no line. */
  readonly empty: string;
}

/** A line is text and nothing else: whatever a program writes into its log, none of it becomes part of the page. */
const LogLineRow = memo(function LogLineRow({ line, name }: { readonly line: ShownLine; readonly name: string | null }) {
  return (
    <div className="flex gap-3 whitespace-pre-wrap break-all">
      <span className="shrink-0 text-ink-soft">{line.at.slice(11, 23)}</span>
      {name !== null && (
        <span className="hidden w-64 shrink-0 truncate text-accent-ink @xl:block" title={name}>
          {name}
        </span>
      )}
      <span className="min-w-0">
        <OutsideText>{line.text}</OutsideText>
      </span>
    </div>
  );
});

/** The newest lines, with the last one in sight while the reader follows. */
export function LogLines({ lines, nameOf, isFollowing, onFollow, empty }: LogLinesProps) {
  const t = useTranslations("object.logs");
  const box = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const drawn = lines.slice(-MOST_DRAWN);
  const newest = drawn.at(-1)?.key;
  useEffect(() => {
    if (isFollowing && newest !== undefined && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, newest]);
  return (
    <div
      ref={box}
      role="log"
      // Read out line by line nobody could follow it; the count below says that there is more.
      aria-live="off"
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
        // New lines move the end away as well: only who goes up leaves it.
        const hasGoneUp = scrollTop < lastTop.current;
        lastTop.current = scrollTop;
        if (isAtEnd && !isFollowing) onFollow(true);
        else if (!isAtEnd && isFollowing && hasGoneUp) onFollow(false);
      }}
      className="@container max-h-96 min-h-24 overflow-y-auto rounded-m border border-line bg-sunken p-2 font-mono text-small"
      translate="no"
    >
      {drawn.length === 0 ? (
        <p className="text-ink-soft">{empty}</p>
      ) : (
        <>
          {lines.length > MOST_DRAWN && <p className="text-ink-soft">{t("onlyLast", { count: MOST_DRAWN })}</p>}
          {drawn.map((line) => (
            <LogLineRow key={line.key} line={line} name={nameOf?.(line.target) ?? null} />
          ))}
        </>
      )}
    </div>
  );
}
