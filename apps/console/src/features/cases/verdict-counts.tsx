"use client";
import type { TargetResult, TargetVerdict } from "@holdfast/contracts/scenario-case";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { verdictMarks } from "./case-words";

const order: readonly TargetVerdict[] = ["verified", "failing", "noEvidence"];

/** How many targets stand how. A verdict that no target has is left out, so that what is wrong stands out. */
export function VerdictCounts({ results }: { readonly results: readonly TargetResult[] }) {
  const t = useTranslations("cases");
  return (
    <Inline gap="m">
      {order.map((verdict) => {
        const count = results.filter((result) => result.verdict === verdict).length;
        return count === 0 ? null : <StatusMark key={verdict} {...verdictMarks[verdict]} word={t(`count.${verdict}`, { count })} />;
      })}
    </Inline>
  );
}
