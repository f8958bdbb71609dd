"use client";
import type { GateView } from "@holdfast/contracts/gate";
import type { RolloutView } from "@holdfast/contracts/policy";
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

interface RolloutDecisionProps {
  readonly rollout: RolloutView;
  readonly gate: GateView;
}

/** Yes or no to the next wave, and why a reader may not say it. */
export function RolloutDecision({ rollout, gate }: RolloutDecisionProps) {
  const t = useTranslations("approvals");
  const { readFailure } = useUi();
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null);
  const decide = useMutation(
    useTRPC().policy.decide.mutationOptions({
      onSuccess: (_, { decision }) => {
        notify({ tone: decision === "approve" ? "good" : "neutral", title: t(`said.${decision}`), detail: rollout.policyName });
        setAsked(null);
      },
    }),
  );
  const send = (decision: "approve" | "decline", comment: string) =>
    decide.mutate({ rolloutId: rollout.id, decision, version: rollout.version, comment });
  const close = () => {
    decide.reset();
    setAsked(null);
  };
  const refusal = useGateRefusal()(gate);
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave).map((target) => target.clusterName);
  const shared = { onClose: close, isBusy: decide.isPending, failure: decide.error ? readFailure(decide.error).message : null };
  const subject = `${rollout.policyName} ${rollout.toVersion}`;
  return (
    <>
      <Notice
        tone={refusal === null ? "caution" : "idle"}
        shape={refusal === null ? "diamond" : "lock"}
        title={t("rollout.question", { policy: rollout.policyName, wave: rollout.currentWave + 1 })}
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
        <p>{refusal ?? t("rollout.questionHelp", { clusters: wave.join(", ") })}</p>
        <p>{t("rollout.neverExpires")}</p>
      </Notice>
      <ApproveRolloutDialog
        {...shared}
        isOpen={asked === "approve"}
        title={t("approveTitle", { subject })}
        consequence={t("rollout.approveConsequence", { clusters: wave.join(", ") })}
        onApprove={(comment) => send("approve", comment)}
      />
      <DeclineDialog
        {...shared}
        isOpen={asked === "decline"}
        title={t("declineTitle", { subject })}
        consequence={t("rollout.declineConsequence")}
        onDecline={(comment) => send("decline", comment)}
      />
    </>
  );
}
