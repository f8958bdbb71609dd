"use client";
import type { PendingApproval } from "@holdfast/contracts/failover";
import { LinkButton } from "@holdfast/ui/button";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** A waiver that waits: why it is asked for, and the way to where it is decided. */
export function WaiverSubject({ item }: { readonly item: PendingApproval }) {
  const t = useTranslations("approvals");
  const say = useSay();
  return (
    <Panel title={say({ message: item.title, phrase: item.phrase })}>
      <Stack gap="s">
        <p className="break-words">{item.detail}</p>
        {!item.canDecide.isMet && <p className="text-ink-soft">{say(item.canDecide)}</p>}
        <LinkButton href="/policies/waivers?state=requested" variant="primary">
          {t("toWaivers")}
        </LinkButton>
      </Stack>
    </Panel>
  );
}
