"use client";
import type { PolicyListRow } from "@holdfast/contracts/policy";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

/** Says which rollouts stand still until a second person decides, and leads to them. Nothing is drawn when none does. */
export function AwaitingNotice({ policies }: { readonly policies: readonly PolicyListRow[] }) {
  const t = useTranslations("policies");
  const waiting = policies.flatMap(({ name, rollout }) => (rollout?.phase === "AwaitingApproval" ? [{ name, rollout }] : []));
  if (waiting.length === 0) return null;
  return (
    <Notice tone="caution" shape="diamond" title={t("awaiting", { count: waiting.length })}>
      <Inline gap="m">
        {waiting.map(({ name, rollout }) => (
          <Link key={rollout.id} href={`/policies/rollouts/${rollout.id}`}>
            {t("nameAtVersion", { name, version: rollout.toVersion })}
          </Link>
        ))}
      </Inline>
    </Notice>
  );
}
