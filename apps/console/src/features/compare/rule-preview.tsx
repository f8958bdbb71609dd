"use client";
import type { RuleMatch } from "@holdfast/contracts/compare-rule";
import { Code } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import type { Pair } from "./compare-search";
import { useRulePreview } from "./use-rule-preview";

interface RulePreviewProps {
  readonly pair: Pair;
  readonly match: RuleMatch | null;
  /** The rule that changes, and counts for nothing meanwhile. */
  readonly exceptId: string | undefined;
}

/** What the rule would allow right now, by the server's count, with the first of it by name. */
export function RulePreview({ pair, match, exceptId }: RulePreviewProps) {
  const t = useTranslations("compare.rule.preview");
  const { readFailure } = useUi();
  const { query, isAsking } = useRulePreview(pair, match, exceptId);
  const names = { left: pair.left.name, right: pair.right.name };
  if (match === null) return <Notice tone="idle" shape="ring" title={t("incomplete")} />;
  if (isAsking || query.data === undefined)
    return query.error && !isAsking ? (
      <Notice tone="bad" shape="cross" title={t("failed")}>
        {readFailure(query.error).message}
      </Notice>
    ) : (
      <Notice tone="idle" shape="ring" title={t("asking")} />
    );
  const { differences, objects, examples } = query.data;
  return (
    <div role="status">
      <Notice
        tone={differences === 0 ? "caution" : "idle"}
        shape={differences === 0 ? "triangle" : "tick"}
        title={t("count", { differences, objects })}
      >
        <p>{t("between", names)}</p>
        <ul className="flex min-w-0 flex-col">
          {examples.map(({ kind, namespace, name, field }) => (
            <li key={JSON.stringify([kind, namespace, name, field])} className="min-w-0 break-words">
              {kind} <Code>{namespace === null ? name : `${namespace}/${name}`}</Code> {field === "" ? t("missing") : <Code>{field}</Code>}
            </li>
          ))}
        </ul>
        {differences > examples.length && <p>{t("more", { count: differences - examples.length })}</p>}
      </Notice>
    </div>
  );
}
