"use client";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";

/** The pair of a rule in words. */
function usePairWords({ pair, clusterNames }: CompareRuleView): string {
  const t = useTranslations("compare.rule.scope");
  const environment = useTranslations("compare.environment");
  if (pair.scope === "any") return t("any");
  const [a, b] = pair.scope === "clusters" ? clusterNames : pair.environments.map((each) => environment(each));
  return t(pair.scope, { a: a ?? "", b: b ?? "" });
}

interface RuleItemProps {
  readonly rule: CompareRuleView;
  /** Differences of the comparison on the page that it allows; null where that is not known. */
  readonly allowed: number | null;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly isRemoving: boolean;
}

/** A rule: what it allows, why, whose it is, until when, and what it comes to now. Removing asks once more. */
export function RuleItem({ rule, allowed, onEdit, onRemove, isRemoving }: RuleItemProps) {
  const t = useTranslations("compare.rule");
  const [isAsked, setAsked] = useState(false);
  const pair = usePairWords(rule);
  const refusal = rule.mayManage ? null : t("notYours");
  return (
    <li className="flex min-w-0 flex-col gap-1 border-line border-b pb-3 last:border-b-0">
      <p className="min-w-0 break-words font-medium">
        <OutsideText>{rule.reason}</OutsideText>
      </p>
      <p className="min-w-0 break-words">
        {rule.kind ?? t("anyKind")} <Code>{`${rule.namespace}/${rule.name}`}</Code>{" "}
        {rule.field === null ? t("what.missing") : <Code>{rule.field}</Code>}
      </p>
      <p className="text-ink-soft">{pair}</p>
      <p className="text-ink-soft">
        {t("by", { name: rule.madeByName })} <Time at={rule.madeAt} />
      </p>
      {rule.isExpired ? (
        <StatusMark tone="caution" shape="triangle" word={t("expired")} />
      ) : (
        <p className="text-ink-soft">
          {rule.expiresAt === null ? (
            t("forGood")
          ) : (
            <>
              {t("ends")} <Time at={rule.expiresAt} />
            </>
          )}
        </p>
      )}
      {allowed !== null && !rule.isExpired && <p>{t("allowsNow", { count: allowed })}</p>}
      <Inline gap="s">
        <Button size="s" refusal={refusal} onClick={onEdit}>
          {t("edit")}
        </Button>
        {isAsked ? (
          <>
            <Button size="s" variant="danger" isBusy={isRemoving} onClick={onRemove}>
              {t("reallyRemove")}
            </Button>
            <Button size="s" onClick={() => setAsked(false)}>
              {t("keepIt")}
            </Button>
          </>
        ) : (
          <Button size="s" refusal={refusal} onClick={() => setAsked(true)}>
            {t("remove")}
          </Button>
        )}
      </Inline>
    </li>
  );
}
