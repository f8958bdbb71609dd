"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { ApproveFailoverDialog } from "./approve-failover-dialog";
import { DeclineDialog } from "./decline-dialog";
import { ExpiryMark } from "./expiry-mark";
import { useDecideFailover } from "./use-decide-failover";

interface FailoverDecisionProps {
  readonly run: RunView;
  readonly step: StepRunView | null;
  readonly offsetMs: number;
}

/** Yes or no, how long there is for it, and why a reader may not say it. */
export function FailoverDecision({ run, step, offsetMs }: FailoverDecisionProps) {
  const t = useTranslations("approvals");
  const refusalOf = useGateRefusal();
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null);
  const decide = useDecideFailover(run, step, () => setAsked(null));
  const gate = step === null ? run.allowed.decide : step.decide;
  const refusal = gate === undefined || gate === null ? t("nothingToDecide") : refusalOf(gate);
  const expiresAt = step === null ? run.expiresAt : step.deadlineAt;
  const given = run.approvals.filter((each) => each.step === (step?.name ?? null) && each.decision === "approve");
  return (
    <>
      <Notice
        tone={refusal === null ? "caution" : "idle"}
        shape={refusal === null ? "diamond" : "lock"}
        title={
          step === null
            ? t("failover.question", { plan: run.planName })
            : t("failover.stepQuestion", { plan: run.planName, step: step.name })
        }
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
          {expiresAt !== null && <ExpiryMark expiresAt={expiresAt} offsetMs={offsetMs} />}
          {step === null && <span>{t("failover.given", { given: given.length, required: run.approvalsRequired })}</span>}
          {given.length > 0 && <span>{given.map((each) => each.approverName).join(", ")}</span>}
        </p>
      </Notice>
      <ApproveFailoverDialog
        run={run}
        step={step}
        isOpen={asked === "approve"}
        isLast={given.length + 1 >= run.approvalsRequired}
        decide={decide}
      />
      <DeclineDialog
        isOpen={asked === "decline"}
        title={t("declineTitle", { subject: step === null ? run.planName : `${run.planName}, ${step.name}` })}
        consequence={t(step === null ? "failover.declineConsequence" : "failover.declineStepConsequence")}
        onDecline={(comment) => decide.send("decline", comment)}
        onClose={decide.close}
        isBusy={decide.isBusy}
        failure={decide.failure}
      />
    </>
  );
}
