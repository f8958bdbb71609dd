"use client";
import { Button } from "@holdfast/ui/button";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { beginConfirm, isConfirmed } from "./confirm-call";

interface ProviderConfirmProps {
  readonly of: { readonly key: string; readonly name: string; readonly until: Date | null };
  /** The reader tried to go on without it. */
  readonly isAsked: boolean;
}

/** Who signs in by an identity provider alone does so anew before what asks for a fresh factor: the way there, or that it is done. */
export function ProviderConfirm({ of, isAsked }: ProviderConfirmProps) {
  const t = useTranslations("approvals.provider");
  const [isBusy, setIsBusy] = useState(false);
  const [isAway, setIsAway] = useState(false);
  if (isConfirmed(of, new Date())) return <StatusMark tone="good" shape="tick" word={t("done", { name: of.name })} />;
  const go = async () => {
    setIsBusy(true);
    const url = await beginConfirm(of.key, `${window.location.pathname}${window.location.search}`);
    if (url !== null) return window.location.assign(url);
    setIsBusy(false);
    setIsAway(true);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-soft">{t("help", { name: of.name })}</p>
      <Button size="s" isBusy={isBusy} onClick={() => void go()}>
        {t("go", { name: of.name })}
      </Button>
      <div role="alert">{(isAway || isAsked) && <p className="text-bad-ink">{t(isAway ? "away" : "missing", { name: of.name })}</p>}</div>
    </div>
  );
}
