"use client";
import type { ElevationId, ElevationView } from "@holdfast/contracts/elevation";
import { Button } from "@holdfast/ui/button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";
import { ApproveRolloutDialog } from "./approve-rollout-dialog";
import { DeclineDialog } from "./decline-dialog";

/** Yes or no to somebody who asked for a role, and why a reader may not say it. */
function ElevationDecision({ elevation }: { readonly elevation: ElevationView }) {
  const t = useTranslations("approvals");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  const { readFailure } = useUi();
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null);
  const decide = useMutation(
    useTRPC().elevation.decide.mutationOptions({
      onSuccess: (_, { decision }) => {
        notify({ tone: decision === "approve" ? "good" : "neutral", title: t(`said.${decision}`), detail: elevation.userName });
        setAsked(null);
      },
    }),
  );
  const send = (decision: "approve" | "decline", comment: string) =>
    decide.mutate({ elevationId: elevation.id, version: elevation.version, decision, comment });
  const close = () => {
    decide.reset();
    setAsked(null);
  };
  const refusal = useGateRefusal()(elevation.canDecide);
  const what = { name: elevation.userName, role: identity(`role.${elevation.role}`), hours: elevation.hours };
  const where = { ...what, clusters: clusters(elevation.selector) };
  const shared = { onClose: close, isBusy: decide.isPending, failure: decide.error ? readFailure(decide.error).message : null };
  return (
    <>
      <Notice
        tone={refusal === null ? "caution" : "idle"}
        shape={refusal === null ? "diamond" : "lock"}
        title={t("elevation.question", what)}
        action={
          <Inline>
            <Button refusal={refusal} onClick={() => setAsked("decline")}>
              {t("decline")}
            </Button>
            <Button variant="primary" refusal={refusal} onClick={() => setAsked("approve")}>
              {t("approve")}
            </Button>
          </Inline>
        }
      >
        <p>{refusal ?? t("elevation.questionHelp", where)}</p>
      </Notice>
      <ApproveRolloutDialog
        {...shared}
        isOpen={asked === "approve"}
        title={t("approveTitle", { subject: t("elevation.subject", what) })}
        consequence={t("elevation.approveConsequence", where)}
        onApprove={(comment) => send("approve", comment)}
      />
      <DeclineDialog
        {...shared}
        isOpen={asked === "decline"}
        title={t("declineTitle", { subject: t("elevation.subject", what) })}
        consequence={t("elevation.declineConsequence", what)}
        onDecline={(comment) => send("decline", comment)}
      />
    </>
  );
}

function Subject({ elevation }: { readonly elevation: ElevationView }) {
  const t = useTranslations("approvals.elevation");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  const names = elevation.clusters.length === 0 ? t("noClusters") : elevation.clusters.join(", ");
  return (
    <Stack gap="m">
      <ElevationDecision elevation={elevation} />
      <Panel title={t("what")}>
        <KeyValueList
          items={[
            { label: t("who"), value: <Link href={`/identity/users/${encodeURIComponent(elevation.userId)}`}>{elevation.userName}</Link> },
            { label: identity("grant.role"), value: `${identity(`role.${elevation.role}`)}: ${identity(`roleHint.${elevation.role}`)}` },
            { label: identity("clusters.label"), value: clusters(elevation.selector) },
            { label: t("now"), value: names },
            { label: t("hours"), value: t("span", { hours: elevation.hours }) },
            { label: t("reason"), value: elevation.reason },
            { label: t("requested"), value: <Time at={elevation.requestedAt} /> },
            { label: t("waits"), value: <Time at={elevation.expiresAt} /> },
          ]}
        />
      </Panel>
    </Stack>
  );
}

/** A role that somebody asked for, for some hours. */
export function ElevationSubject({ elevationId }: { readonly elevationId: ElevationId }) {
  const query = useQuery(useTRPC().elevation.get.queryOptions({ elevationId }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={10} />} isEmpty={() => false} empty={null}>
      {(elevation) => <Subject elevation={elevation} />}
    </Resolve>
  );
}
