"use client";
import type { QueryProblem } from "@holdfast/contracts/search";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { StatusGlyph } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";

/** What stands at a problem, with a few letters around it. */
function Place({ query, problem: { from, to } }: { readonly query: string; readonly problem: QueryProblem }) {
  const around = 24;
  const start = Math.max(0, from - around);
  return (
    <code className="break-all font-mono text-ink">
      {start > 0 && "…"}
      {visibleName(query.slice(start, from))}
      <mark className="bg-bad-wash text-bad-ink underline decoration-wavy">
        {visibleName(query.slice(from, Math.min(to, from + 80))) || "▁"}
      </mark>
      {visibleName(query.slice(to, to + around))}
      {to + around < query.length && "…"}
    </code>
  );
}

/** What is wrong with a query, each at its place and with its remedy. */
export function QueryProblems({ query, problems }: { readonly query: string; readonly problems: readonly QueryProblem[] }) {
  const t = useTranslations("search.problem");
  return (
    <div role="alert">
      <ul className="flex flex-col gap-1 text-bad-ink text-small">
        {problems.map((problem) => (
          <li key={`${problem.code}@${problem.from}`} className="flex min-w-0 items-start gap-1.5">
            <span className="mt-0.5 inline-flex">
              <StatusGlyph shape="cross" />
            </span>
            <span className="min-w-0">
              <Place query={query} problem={problem} />{" "}
              {t(problem.code, { word: visibleName(problem.word), choices: problem.choices.join(", "), place: problem.from + 1 })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
