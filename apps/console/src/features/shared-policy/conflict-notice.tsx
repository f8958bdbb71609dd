"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import { Notice } from "@holdfast/ui/notice";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";

/** Says which policies are at odds, or with what one is. Nothing is drawn when none are. */
export function ConflictNotice({ of }: { readonly of?: PolicyId }) {
  const t = useTranslations("compliance.conflicts");
  const say = useSay();
  const { data } = useQuery(useTRPC().policy.conflicts.queryOptions());
  const own = (data ?? []).filter(({ policyIds }) => of === undefined || policyIds.includes(of));
  if (own.length === 0) return null;
  return (
    <Notice tone="caution" shape="triangle" title={t("title", { count: own.length })}>
      <ul>
        {own.map((conflict) => (
          <li key={conflict.message} className="break-words">
            {say(conflict)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
