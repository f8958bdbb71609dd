"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useConnection } from "../shared-stream/connection";
import { OverrideNotice } from "./override-notice";
import { RunRemainsPanel } from "./run-remains-panel";
import { SkippedNotice } from "./skipped-notice";

function Live() {
  const t = useTranslations("failoverRun.notice");
  if (useConnection() !== "lost") return null;
  return (
    <Notice tone="stale" shape="clock" title={t("notLive")}>
      <p>{t("notLiveHelp")}</p>
    </Notice>
  );
}

function Pending({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.notice");
  if (run.pendingIntent === null) return null;
  const { intent, byName, reason } = run.pendingIntent;
  return (
    <Notice tone="busy" shape="half" title={t("pending", { name: byName, intent: t(`intent.${intent}`) })}>
      <p>
        {reason !== "" && `“${reason}” `}
        {t("pendingHelp")}
      </p>
    </Notice>
  );
}

function Waiting({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.notice");
  const step = run.steps.find((each) => each.decide !== null);
  if (run.phase !== "AwaitingApproval" && step === undefined) return null;
  const href = step === undefined ? `/approvals?item=failover:${run.id}` : `/approvals?item=failoverStep:${run.id}:${step.name}`;
  const gate = step?.decide ?? run.allowed.decide;
  return (
    <Notice
      tone="caution"
      shape="diamond"
      title={step === undefined ? t("awaiting") : t("awaitingStep", { step: step.name })}
      action={
        <LinkButton href={href} variant={gate?.isMet ? "primary" : "secondary"}>
          {t("decide")}
        </LinkButton>
      }
    >
      <p>
        {t("expires")} <Time at={step === undefined ? run.expiresAt : step.deadlineAt} />
      </p>
    </Notice>
  );
}

function Rehearsal({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.notice");
  if (run.kind !== "rehearsal") return null;
  return (
    <Notice tone="idle" shape="ring" title={t("rehearsal")}>
      <p>{t("rehearsalHelp")}</p>
    </Notice>
  );
}

/** What a reader has to know before anything else on the page. */
export function RunNotices({ run }: { readonly run: RunView }) {
  return (
    <>
      <Live />
      <Rehearsal run={run} />
      <OverrideNotice run={run} />
      <Pending run={run} />
      <Waiting run={run} />
      <SkippedNotice run={run} />
      <RunRemainsPanel run={run} />
    </>
  );
}
