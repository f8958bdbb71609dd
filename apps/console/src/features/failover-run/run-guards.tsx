"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** What was asked before the last order went out: every answer, and when. */
export function RunGuards({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.guards");
  const say = useSay();
  const [first] = run.guards;
  if (first === undefined) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-1">
        {run.guards.map((guard) => (
          <li key={guard.name} className="flex flex-col">
            <StatusMark tone={guard.isMet ? "good" : "bad"} shape={guard.isMet ? "tick" : "cross"} word={guard.name} />
            <span className="break-words pl-[1.125rem] text-ink-soft text-small">{say(guard)}</span>
          </li>
        ))}
      </ul>
      <p className="text-ink-soft text-small">
        {t("asked")} <Time at={first.checkedAt} />
      </p>
    </div>
  );
}
