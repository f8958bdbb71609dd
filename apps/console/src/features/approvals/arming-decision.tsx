"use client";
import type { ArmingView } from "@holdfast/contracts/arming";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Inline } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { ApproveRolloutDialog } from "./approve-rollout-dialog";
import { DeclineDialog } from "./decline-dialog";
import { ExpiryMark } from "./expiry-mark";

interface ArmingDecisionProps {
  readonly arming: ArmingView;
  readonly planName: string;
  readonly offsetMs: number;
}

/** Yes or no to exactly the hash that is on the screen, and why a reader may not say it. */
export function ArmingDecision({ arming, planName, offsetMs }: ArmingDecisionProps) {
  const t = useTranslations("approvals");
  const { readFailure } = useUi();
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null);
  const decide = useMutation(
    useTRPC().plan.decideArming.mutationOptions({
      onSuccess: (_, { decision }) => {
        notify({ tone: decision === "approve" ? "good" : "neutral", title: t(`said.${decision}`), detail: planName });
        setAsked(null);
      },
    }),
  );
  const send = (decision: "approve" | "decline", comment: string) =>
    decide.mutate({ armingId: arming.id, subjectHash: arming.subjectHash, decision, comment });
  const close = () => {
    decide.reset();
    setAsked(null);
  };
  const refusal = useGateRefusal()(arming.decide);
  const given = arming.approvals.filter(({ decision }) => decision === "approve");
  const subject = t("arming.subject", { plan: planName });
  const names = { primary: arming.primaryName, standby: arming.standbyName };
  const shared = { onClose: close, isBusy: decide.isPending, failure: decide.error ? readFailure(decide.error).message : null };
  return (
    <>
      <Notice
        tone={refusal === null ? "caution" : "idle"}
        shape={refusal === null ? "diamond" : "lock"}
        title={t("arming.question", { plan: planName })}
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
        {refusal !== null && <p>{refusal}</p>}
        <p className="flex flex-wrap items-center gap-x-3">
          <ExpiryMark expiresAt={arming.expiresAt} offsetMs={offsetMs} />
          <span>{t("failover.given", { given: given.length, required: arming.approvalsRequired })}</span>
        </p>
      </Notice>
      <ApproveRolloutDialog
        {...shared}
        isOpen={asked === "approve"}
        title={t("approveTitle", { subject })}
        consequence={t("arming.approveConsequence", names)}
        onApprove={(comment) => send("approve", comment)}
      />
      <DeclineDialog
        {...shared}
        isOpen={asked === "decline"}
        title={t("declineTitle", { subject })}
        consequence={t("arming.declineConsequence")}
        onDecline={(comment) => send("decline", comment)}
      />
    </>
  );
}
