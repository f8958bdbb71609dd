"use client";
import { WrapText } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";
import { PlainText } from "./internal/plain-text";
import { ScrollRegion } from "./internal/scroll-region";
import { useUi } from "./ui-provider";

/** A name, an id or a value as the machine spells it, inside a sentence or a row. */
export function Code({ children }: { readonly children: string }) {
  return (
    <code className="wrap-anywhere font-mono text-[0.95em]" translate="no">
      <bdi>
        <PlainText text={children} />
      </bdi>
    </code>
  );
}

export interface CodeBlockProps {
  /** What it is: the accessible name and the caption. */
  readonly label: string;
  readonly text: string;
  readonly hasLineNumbers?: boolean;
  /** Lines after which it scrolls. */
  readonly maxLines?: number;
}

/** Text of a machine: a manifest, a command, a log. Nothing in it runs, hides or turns the reading order. */
export function CodeBlock({ label, text, hasLineNumbers = false, maxLines = 24 }: CodeBlockProps) {
  const words = useUi().text;
  const [isWrapped, setIsWrapped] = useState(false);
  let offset = 0;
  const lines = text.split("\n").map((line) => {
    const start = offset;
    offset += line.length + 1;
    return { line, start };
  });
  return (
    <figure className="min-w-0 overflow-hidden rounded-m border border-line bg-sunken">
      <figcaption className="flex h-8 items-center gap-2 border-line border-b pr-1 pl-3">
        <span className="min-w-0 flex-1 truncate text-ink-soft text-small">{label}</span>
        <IconButton
          size="s"
          label={words.wrapLines}
          icon={<WrapText aria-hidden="true" />}
          isPressed={isWrapped}
          onClick={() => setIsWrapped(!isWrapped)}
        />
        <CopyButton value={text} />
      </figcaption>
      <ScrollRegion label={label} className="py-2" style={{ maxHeight: `${maxLines * 1.25 + 1}rem` }}>
        <pre translate="no" className="font-mono text-small leading-5">
          {lines.map(({ line, start }, index) => (
            <div key={start} className="flex px-3">
              {hasLineNumbers && (
                <span className="w-8 shrink-0 select-none pr-3 text-right text-ink-soft" aria-hidden="true">
                  {index + 1}
                </span>
              )}
              <bdi className={isWrapped ? "whitespace-pre-wrap break-all" : "whitespace-pre"}>
                {line === "" ? "\n" : <PlainText text={line} />}
              </bdi>
            </div>
          ))}
        </pre>
      </ScrollRegion>
    </figure>
  );
}
