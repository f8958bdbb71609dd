"use client";
import type { PolicyReach } from "@holdfast/contracts/policy";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { reachMark } from "./reach-mark";

/** Where a policy is enforced: for each environment, on how many of the clusters that it should be on. */
export function ReachCell({ reach }: { readonly reach: readonly PolicyReach[] }) {
  const t = useTranslations("policies");
  const environment = useTranslations("status.environment");
  if (reach.length === 0) return <span className="text-ink-soft">{t("chosenNone")}</span>;
  return (
    <Inline gap="m">
      {reach.map((each) => (
        <StatusMark
          key={each.environment}
          {...reachMark(each)}
          word={t("reachOf", { environment: environment(each.environment), enforced: each.enforced, placed: each.placed })}
        />
      ))}
    </Inline>
  );
}
