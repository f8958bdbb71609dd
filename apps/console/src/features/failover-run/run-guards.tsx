"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Button } from "@holdfast/ui/button";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";

const OverrideDialog = dynamic(() => import("./override-dialog").then((module) => module.OverrideDialog), { ssr: false });

/** The way to override guards; where the run has ended there is none. */
function Override({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.override");
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const gate = run.allowed.override;
  if (!gate || run.finishedAt !== null) return null;
  return (
    <div>
      <Button size="s" refusal={gate.isMet ? null : say(gate)} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {isOpen && <OverrideDialog run={run} onClose={() => setOpen(false)} />}
    </div>
  );
}

const lookOf = ({ isMet, isOverridden }: RunView["guards"][number]) =>
  isOverridden
    ? ({ tone: "caution", shape: "triangle" } as const)
    : isMet
      ? ({ tone: "good", shape: "tick" } as const)
      : ({ tone: "bad", shape: "cross" } as const);

/** What was asked before the last order went out: every answer, and when. */
export function RunGuards({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.guards");
  const say = useSay();
  const [first] = run.guards;
  return (
    <div className="flex flex-col gap-2">
      {first === undefined ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <>
          <ul className="flex flex-col gap-1">
            {run.guards.map((guard) => (
              <li key={guard.name} className="flex flex-col">
                <StatusMark {...lookOf(guard)} word={guard.name} />
                <span className="break-words pl-[1.125rem] text-ink-soft text-small">{say(guard)}</span>
              </li>
            ))}
          </ul>
          <p className="text-ink-soft text-small">
            {t("asked")} <Time at={first.checkedAt} />
          </p>
        </>
      )}
      <Override run={run} />
    </div>
  );
}
