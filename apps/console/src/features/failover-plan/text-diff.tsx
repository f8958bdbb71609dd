"use client";
import { Code } from "@holdfast/ui/code";
import { VisuallyHidden } from "@holdfast/ui/visually-hidden";
import { useTranslations } from "next-intl";
import type { DiffLine } from "./line-diff";

const looks = { same: "", added: "bg-good-wash", removed: "bg-bad-wash" } as const;
const signs = { same: " ", added: "+", removed: "−" } as const;

/** Two texts as one, with what came and what went marked by sign, word and colour. */
export function TextDiff({ label, lines }: { readonly label: string; readonly lines: readonly DiffLine[] }) {
  const t = useTranslations("failoverPlan.versions");
  let number = 0;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: browsers without keyboard-focusable scrollers could not scroll it otherwise.
      tabIndex={0}
      className="overflow-x-auto rounded-m border border-line bg-sunken py-2 text-small leading-5"
    >
      <ol>
        {lines.map((line) => {
          number += 1;
          return (
            <li key={number} className={`flex min-w-fit px-3 ${looks[line.kind]}`}>
              <span className="w-4 shrink-0 select-none font-mono text-ink-soft" aria-hidden="true">
                {signs[line.kind]}
              </span>
              {line.kind !== "same" && <VisuallyHidden>{t(line.kind)} </VisuallyHidden>}
              <span className="whitespace-pre">
                <Code>{line.text === "" ? " " : line.text}</Code>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
