"use client";
import type { PendingApproval } from "@holdfast/contracts/failover";
import { Badge } from "@holdfast/ui/badge";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import type { Route } from "next";
import NextLink from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { itemHref, itemKey } from "./approval-item";
import { ExpiryMark } from "./expiry-mark";

interface ApprovalListProps {
  readonly items: readonly PendingApproval[];
  /** The key of what is shown beside the list. */
  readonly chosen: string | null;
}

/** Everything that waits, the oldest first, and whether the decision is the reader's. */
export function ApprovalList({ items, chosen }: ApprovalListProps) {
  const t = useTranslations("approvals");
  const say = useSay();
  return (
    <nav aria-label={t("list")}>
      <ul className="flex flex-col overflow-hidden rounded-m border border-line bg-surface">
        {items.map((item) => (
          <li key={itemKey(item)} className="border-line border-b last:border-b-0">
            <NextLink
              // Built from data; typed routes know literals only.
              href={itemHref(item) as Route}
              scroll={false}
              aria-current={itemKey(item) === chosen ? "true" : undefined}
              className={`relative flex flex-col gap-1 px-3 py-2.5 no-underline ${
                itemKey(item) === chosen
                  ? "bg-selected before:absolute before:inset-y-2 before:left-0 before:w-[3px] before:rounded-full before:bg-accent"
                  : "hover:bg-hover"
              }`}
            >
              <span className="flex flex-wrap items-center gap-2">
                <Badge>{t(`kind.${item.kind}`)}</Badge>
                {item.runKind === "drill" && <Badge tone="busy">{t("drill")}</Badge>}
                {item.canDecide.isMet ? (
                  <StatusMark tone="caution" shape="diamond" word={t("yours")} />
                ) : (
                  <StatusMark tone="idle" shape="lock" word={t("notYours")} />
                )}
              </span>
              <span className="break-words font-semibold text-ink">{say({ message: item.title, phrase: item.phrase })}</span>
              <span className="break-words text-ink-soft">
                {item.kind === "failoverStep" ? t("atStep", { step: item.detail }) : item.detail}
              </span>
              <span className="flex flex-wrap items-center gap-x-3 text-ink-soft text-small">
                <span>
                  {item.requestedByName} · <Time at={item.requestedAt} show="relative" />
                </span>
                {item.expiresAt !== null && <ExpiryMark expiresAt={item.expiresAt} />}
              </span>
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
