"use client";
import type { AutomationView } from "@holdfast/contracts/automation";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** Who stopped all automation, when and why, and the way to the switch. */
export function AutomationStrip({ stop }: { readonly stop: NonNullable<AutomationView["stop"]> }) {
  const t = useTranslations("automation");
  return (
    <section aria-label={t("title")} className="mb-4">
      <Notice
        tone="bad"
        shape="pause"
        title={t("stoppedBy", { name: stop.byName })}
        action={
          <LinkButton href="/failover/guards" size="s">
            {t("toSwitch")}
          </LinkButton>
        }
      >
        <p>
          <OutsideText>{stop.reason}</OutsideText> · <Time at={stop.at} />
        </p>
      </Notice>
    </section>
  );
}
