"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Button } from "@holdfast/ui/button";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { AbortDialog } from "./abort-dialog";
import { PauseDialog } from "./pause-dialog";
import { ResumeDialog } from "./resume-dialog";
import { type RunVerb, verbsOf } from "./run-verbs";
import { SkipDialog } from "./skip-dialog";
import { UndoDialog } from "./undo-dialog";

const resumes: readonly RunVerb[] = ["resume", "retry", "resumeUndo"];

/** What an operator can tell the run now. Each verb asks first, and says what it will do. */
export function RunOperation({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.verb");
  const [asked, setAsked] = useState<RunVerb | null>(null);
  const offered = verbsOf(run, useGateRefusal());
  const close = () => setAsked(null);
  useVerbs(
    offered.map(({ verb, refusal }) => ({
      id: `run.${verb}`,
      label: t(`${verb}.name`),
      group: run.planName,
      refusal,
      run: () => setAsked(verb),
    })),
  );
  const shared = { run, onClose: close };
  return (
    <>
      {offered.map(({ verb, refusal }) => (
        <Button
          key={verb}
          variant={verb === "abort" ? "danger" : resumes.includes(verb) ? "primary" : "secondary"}
          refusal={refusal}
          onClick={() => setAsked(verb)}
        >
          {t(`${verb}.name`)}
        </Button>
      ))}
      <PauseDialog {...shared} isOpen={asked === "pause"} />
      <ResumeDialog
        {...shared}
        isOpen={asked !== null && resumes.includes(asked)}
        verb={asked === "retry" || asked === "resumeUndo" ? asked : "resume"}
      />
      <SkipDialog {...shared} isOpen={asked === "skip"} />
      <UndoDialog {...shared} isOpen={asked === "undo"} />
      <AbortDialog {...shared} isOpen={asked === "abort" || asked === "withdraw"} isWithdrawal={asked === "withdraw"} />
    </>
  );
}
