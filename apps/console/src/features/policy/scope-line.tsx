"use client";
import type { PolicyScope } from "@holdfast/contracts/policy";
import { Link } from "@holdfast/ui/link";
import { useTranslations } from "next-intl";
import type { ValidationAction } from "../shared-policy/validation-actions";

interface ScopeLineProps {
  readonly scope: readonly PolicyScope[];
  readonly actions: readonly ValidationAction[];
}

/** How many objects of a cluster the version would judge when they are written next, each kind leading to the very list. */
export function ScopeLine({ scope, actions }: ScopeLineProps) {
  const t = useTranslations("policy.preview");
  const total = scope.reduce((sum, row) => sum + row.count, 0);
  const [hardest] = actions;
  return (
    <p className="flex flex-wrap gap-x-2 gap-y-1 border-line border-t bg-sunken px-3 py-1.5">
      <span className="font-medium tabular-nums">
        {hardest === undefined ? t("scope.nothing") : total === 0 ? t("scope.none") : t(`scope.${hardest}`, { count: total })}
      </span>
      {scope.map((row) => (
        <Link key={row.resource} href={`/inventory?kind=${encodeURIComponent(row.resource)}&cluster=${row.clusterId}`}>
          {t("scope.kind", { count: row.count, resource: row.resource })}
        </Link>
      ))}
    </p>
  );
}
