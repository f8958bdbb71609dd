"use client";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Time } from "@holdfast/ui/time";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";

const StopRolloutsDialog = dynamic(() => import("./stop-rollouts-dialog").then((module) => module.StopRolloutsDialog), { ssr: false });
const ReleaseRolloutsDialog = dynamic(() => import("./release-rollouts-dialog").then((module) => module.ReleaseRolloutsDialog), {
  ssr: false,
});

/** The kill switch of rollouts, on the pages of policies: a button while they may go on, and a banner with the way to lift it while they may not. */
export function RolloutSwitch() {
  const t = useTranslations("rolloutSwitch");
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const view = useQuery(useTRPC().policy.rolloutSwitch.queryOptions()).data;
  const stop = view?.stop ?? null;
  const verb = stop === null ? view?.mayStop : view?.mayRelease;
  const refusal = verb === undefined ? t("reading") : verb.isMet ? null : say(verb);
  const label = stop === null ? t("stop") : t("release");
  useVerbs(useMemo(() => [{ id: "rollouts.switch", label, group: t("title"), refusal, run: () => setOpen(true) }], [t, label, refusal]));
  if (view === undefined) return null;
  const button = (
    <Button variant={stop === null ? "danger" : "secondary"} size="s" refusal={refusal} onClick={() => setOpen(true)}>
      {label}
    </Button>
  );
  return (
    <section aria-label={t("title")}>
      {stop === null ? (
        <div className="flex flex-wrap items-center justify-end gap-2 text-ink-soft">
          <span>{t("active", { count: view.active })}</span>
          {button}
        </div>
      ) : (
        <Notice tone="bad" shape="pause" title={t("stoppedBy", { name: stop.byName })} action={button}>
          <p>
            <OutsideText>{stop.reason}</OutsideText> · <Time at={stop.at} />
          </p>
        </Notice>
      )}
      {isOpen && stop === null && <StopRolloutsDialog active={view.active} onClose={() => setOpen(false)} />}
      {isOpen && stop !== null && <ReleaseRolloutsDialog name={stop.byName} version={view.version} onClose={() => setOpen(false)} />}
    </section>
  );
}
