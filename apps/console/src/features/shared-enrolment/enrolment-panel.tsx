"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { Button } from "@holdfast/ui/button";
import { Elapsed } from "@holdfast/ui/duration";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Notice } from "@holdfast/ui/notice";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { LinkStatus } from "../shared-status/status-word";
import { EnrolmentTexts } from "./enrolment-texts";
import { remainingText } from "./remaining-text";
import type { HeldToken, useEnrolmentToken } from "./use-enrolment-token";

interface EnrolmentPanelProps {
  readonly cluster: ClusterView;
  readonly token: ReturnType<typeof useEnrolmentToken>;
  /** Why the reader may not have a token, or null. */
  readonly refusal: string | null;
}

function Lifetime({ held }: { readonly held: HeldToken }) {
  const t = useTranslations("enrolment");
  const remaining = useNow((now) => remainingText(held.endsAtMs, now));
  return (
    <p>
      {t("validFor")}{" "}
      <span role="timer" className="font-semibold tabular-nums">
        {remaining}
      </span>
      . <span className="text-ink-soft">{t("once")}</span>
    </p>
  );
}

/** Says whether the agent has come; `cluster` is kept true by the page's stream. */
function Waiting({ cluster }: { readonly cluster: ClusterView }) {
  const t = useTranslations("enrolment");
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-m border border-line bg-sunken px-3 py-2">
      <LinkStatus of={cluster.link.state} awayUntil={cluster.link.awayUntil} emphasis="strong" />
      <span className="text-ink-soft">
        {t("waiting")} <Elapsed since={cluster.link.since} />
      </span>
    </div>
  );
}

/**
 * Brings the agent of a cluster in: a token with its countdown, what to run or to apply, and the wait for the agent. A token
 * that ran out is replaced here; a fresh one ends every unused one before it.
 */
export function EnrolmentPanel({ cluster, token, refusal }: EnrolmentPanelProps) {
  const t = useTranslations("enrolment");
  const { held, issue, isBusy, failure } = token;
  const isOver = useNow((now) => held !== null && now >= held.endsAtMs);
  const issueButton = (
    <Button variant="primary" isBusy={isBusy} refusal={refusal} onClick={() => issue(cluster.id)}>
      {t(held === null ? "issue" : "issueAgain")}
    </Button>
  );
  return (
    <Stack gap="m">
      {failure !== null && (
        <FailureNotice title={t("notIssued")}>
          <p>{failure.message}</p>
        </FailureNotice>
      )}
      {held === null && (
        <Stack gap="s">
          <p className="max-w-[72ch]">{t("issueHelp")}</p>
          <Inline>{issueButton}</Inline>
        </Stack>
      )}
      {held !== null && isOver && (
        <Notice tone="caution" shape="clock" title={t("expired")} action={issueButton}>
          <p>{t("expiredHelp")}</p>
        </Notice>
      )}
      {held !== null && !isOver && (
        <>
          <Lifetime held={held} />
          <EnrolmentTexts
            of={{
              clusterId: cluster.id,
              clusterName: cluster.name,
              hubUrl: held.command.hubUrl,
              caPin: held.command.caPin,
              token: held.command.token,
            }}
          />
        </>
      )}
      {held !== null && <Waiting cluster={cluster} />}
      <LiveRegion>{isOver ? t("expired") : ""}</LiveRegion>
    </Stack>
  );
}
