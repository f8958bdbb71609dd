"use client";
import type { SearchAlertView } from "@holdfast/contracts/search-alert";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** How the alert of a search stands, since when, and what it counted; or why it can't be evaluated. */
export function AlertMark({ of }: { readonly of: SearchAlertView }) {
  const t = useTranslations("search.alert");
  const say = useSay();
  if (of.problem !== null)
    return (
      <span className="flex flex-col text-small">
        <StatusMark tone="unknown" shape="question" word={t("state.unknown")} />
        <span className="text-ink-soft">{say(of.problem)}</span>
      </span>
    );
  if (of.found === null) return <StatusMark tone="busy" shape="clock" word={t("state.waiting")} />;
  const found = (
    <span className="text-ink-soft">
      {t(of.condition === "new" ? "foundNew" : "found", { count: of.found, more: of.isCapped ? "+" : "" })}
    </span>
  );
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-small">
      {of.state === "firing" ? (
        <StatusMark tone="bad" shape="triangle" word={t("state.firing")} />
      ) : (
        <StatusMark tone="good" shape="tick" word={t("state.ok")} />
      )}
      {of.state === "firing" && <Time at={of.since} show="relative" />}
      {found}
    </span>
  );
}
