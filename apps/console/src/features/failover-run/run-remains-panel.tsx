"use client";
import type { RunView, StepRunView } from "@holdfast/contracts/failover";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { Code } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { useStepWords } from "../shared-failover/use-step-words";
import { type RunRemains, remainsOf } from "./run-remains";

const looks: Readonly<Partial<Record<RunPhase, { tone: Tone; shape: StatusShape }>>> = {
  NeedsOperator: { tone: "bad", shape: "triangle" },
  Paused: { tone: "caution", shape: "pause" },
  Failed: { tone: "bad", shape: "cross" },
};

const marks: Readonly<Record<keyof RunRemains, { tone: Tone; shape: StatusShape }>> = {
  uncertain: { tone: "unknown", shape: "question" },
  inPlace: { tone: "good", shape: "tick" },
  takenBack: { tone: "idle", shape: "back" },
  notDone: { tone: "idle", shape: "ring" },
};

function StepLine({ step }: { readonly step: StepRunView }) {
  const t = useTranslations("failoverRun");
  const words = useStepWords()(step);
  const say = useSay();
  return (
    <li className="min-w-0 break-words">
      <Code>{step.name}</Code> {step.clusterName !== null && <span className="text-ink-soft">{step.clusterName}</span>}{" "}
      <span>{words.change}</span>
      {step.isIrreversible && <span className="font-medium text-caution-ink"> ▲ {t("steps.irreversible")}</span>}
      {step.message !== "" && <span className="block text-ink-soft">{say(step)}</span>}
    </li>
  );
}

/** Where a run that stopped has left the world: what a person has to know before saying how it goes on. */
export function RunRemainsPanel({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.remains");
  const say = useSay();
  const look = looks[run.phase];
  if (look === undefined) return null;
  const remains = remainsOf(run.steps);
  const groups = (["uncertain", "inPlace", "takenBack", "notDone"] as const).filter((group) => remains[group].length > 0);
  return (
    <Notice {...look} title={t(`title.${run.phase === "NeedsOperator" || run.phase === "Paused" ? run.phase : "Failed"}`)}>
      {run.phaseMessage !== "" && <p className="font-medium">{say({ message: run.phaseMessage, phrase: run.phasePhrase })}</p>}
      <div className="mt-2 grid gap-x-6 gap-y-3 lg:grid-cols-2">
        {groups.map((group) => (
          <section key={group} aria-label={t(`group.${group}`)} className="min-w-0">
            <h3>
              <StatusMark {...marks[group]} word={t(`group.${group}`)} emphasis="strong" />
            </h3>
            <ul className="mt-1 flex flex-col gap-1 border-line border-l pl-3">
              {remains[group].map((step) => (
                <StepLine key={step.index} step={step} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Notice>
  );
}
