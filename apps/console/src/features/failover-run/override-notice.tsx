"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** Which guards people have overridden for this run, each with whose word it was. It stays after its time, for it stays true. */
export function OverrideNotice({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.override");
  const guardName = useTranslations("failoverRun.guards.name");
  return run.overrides.map((each) => {
    const names = each.guards.map((name) => (guardName.has(name as "plan-ready") ? guardName(name as "plan-ready") : name));
    return (
      <Notice key={each.at.toISOString()} tone="bad" shape="triangle" title={t("notice", { name: each.byName, guards: names.join(", ") })}>
        <p>
          <OutsideText>{each.reason}</OutsideText> · {each.isInForce ? t("until") : t("ranOut")} <Time at={each.expiresAt} />
        </p>
      </Notice>
    );
  });
}
