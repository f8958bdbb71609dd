"use client";
import { Quantity } from "@holdfast/ui/quantity";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import type { Route } from "next";
import NextLink from "next/link";
import { useTranslations } from "next-intl";
import type { KindEntry, KindGroup } from "./kind-groups";

export interface KindRailProps {
  readonly groups: readonly KindGroup[];
  readonly workloads: KindEntry;
  readonly chosen: string;
  readonly hrefOf: (resource: string) => string;
}

function Entry({ entry, isChosen, href }: { readonly entry: KindEntry; readonly isChosen: boolean; readonly href: string }) {
  const t = useTranslations("inventory");
  return (
    <li>
      <NextLink
        // The inventory itself with another query; typed routes know literals only.
        href={href as Route}
        prefetch={false}
        scroll={false}
        aria-current={isChosen ? "page" : undefined}
        className={`flex min-h-7 items-center gap-2 rounded-m px-2 no-underline ${
          isChosen ? "bg-selected font-semibold text-ink" : "text-ink-soft hover:bg-hover hover:text-ink"
        }`}
      >
        <span className="min-w-0 flex-1 truncate">{visibleName(entry.kind)}</span>
        {entry.troubled > 0 && (
          <span className="rounded-s bg-bad-wash px-1 text-bad-ink text-small tabular-nums">
            <span className="sr-only">{t("troubled")} </span>
            <span aria-hidden="true">× </span>
            {entry.troubled}
          </span>
        )}
        <span className="text-small">
          <Quantity value={entry.total} unit="count" />
        </span>
      </NextLink>
    </li>
  );
}

/** The kinds that the clusters hold, each with how many objects it has and how many of them are in trouble. */
export function KindRail({ groups, workloads, chosen, hrefOf }: KindRailProps) {
  const t = useTranslations("inventory");
  return (
    <nav aria-label={t("kinds")} className="flex flex-col gap-3">
      {groups.map((group) => (
        <div key={group.id}>
          <p id={`kinds-${group.id}`} className="px-2 pb-1 font-medium text-ink-soft text-small">
            {t(`group.${group.id}`)}
          </p>
          <ul aria-labelledby={`kinds-${group.id}`} className="flex flex-col gap-px">
            {group.id === "workloads" && (
              <Entry entry={workloads} isChosen={chosen === workloads.resource} href={hrefOf(workloads.resource)} />
            )}
            {group.kinds.map((entry) => (
              <Entry key={entry.resource} entry={entry} isChosen={chosen === entry.resource} href={hrefOf(entry.resource)} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
