"use client";
import type { StepRunView } from "@holdfast/contracts/failover";
import type { StepState } from "@holdfast/contracts/failover-phase";
import { Badge } from "@holdfast/ui/badge";
import { Duration, Elapsed } from "@holdfast/ui/duration";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useSay } from "../../i18n/use-say";
import { useStepWords } from "../shared-failover/use-step-words";
import { StepStatus } from "../shared-status/status-word";
import { changeLine } from "./change-line";
import { ChildRuns } from "./child-runs";
import { StepEvidence } from "./step-evidence";

interface RunStepProps {
  readonly step: StepRunView;
  readonly offsetMs: number;
}

const grounds: Readonly<Partial<Record<StepState, string>>> = {
  Preflight: "bg-busy-wash",
  Running: "bg-busy-wash",
  Verifying: "bg-busy-wash",
  Undoing: "bg-busy-wash",
  AwaitingApproval: "bg-caution-wash",
  Failed: "bg-bad-wash",
  Unknown: "bg-unknown-wash",
};

function StepTime({ step, offsetMs }: RunStepProps) {
  if (step.startedAt === null) return <Duration ms={null} />;
  if (step.finishedAt !== null) return <Duration ms={step.finishedAt.getTime() - step.startedAt.getTime()} />;
  return <Elapsed since={step.startedAt.getTime() + offsetMs} />;
}

/** One step of a run in a row, with its evidence below when it is opened. What failed is open at once. */
export function RunStep({ step, offsetMs }: RunStepProps) {
  const t = useTranslations("failoverRun.steps");
  const shared = useTranslations("sharedFailover.step");
  const words = useStepWords()(step);
  const say = useSay();
  const bodyId = useId();
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? (step.state === "Failed" || step.state === "Unknown");
  return (
    <li className={`border-line border-b last:border-b-0 ${grounds[step.state] ?? ""}`}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setChoice(!isOpen)}
        className="grid w-full cursor-pointer grid-cols-[1.5rem_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-0.5 px-3 py-2 text-left hover:bg-hover @2xl:grid-cols-[1.5rem_minmax(8.5rem,12rem)_minmax(0,1fr)_5rem_1rem] @2xl:grid-rows-[auto_1fr] @4xl:grid-cols-[1.5rem_8.5rem_minmax(10rem,14rem)_minmax(0,1fr)_5rem_1rem]"
      >
        <span className="text-ink-soft tabular-nums">{step.index + 1}</span>
        <StepStatus of={step.state} />
        <span className="col-start-2 row-start-2 min-w-0 @4xl:col-start-3 @4xl:row-start-1">
          <span className="block break-words font-mono font-semibold">{step.name}</span>
          <span className="block text-ink-soft text-small">
            <span className="font-mono">{step.use}</span>
            {step.clusterName !== null && ` · ${step.clusterName}`}
          </span>
        </span>
        <span className="col-start-2 min-w-0 break-words @2xl:col-start-3 @2xl:row-span-2 @2xl:row-start-1 @4xl:col-start-4">
          <span className="block">{words.change}</span>
          {changeLine(step.changes)?.map(({ path, field, before, after }) => (
            <span key={path} className="mr-3 inline-block font-mono text-small tabular-nums">
              {field} {before} → {after}
            </span>
          ))}
          {step.message !== "" && <span className="block font-medium">{say(step)}</span>}
          <span className="flex flex-wrap items-center gap-x-2 text-ink-soft text-small">
            {step.effect === "changes" ? t("undo", { undo: words.undo }) : t("looks")}
            {step.attempt > 1 && <Badge tone="caution">{t("attempt", { number: step.attempt })}</Badge>}
            {step.variant !== null && step.variant !== "leftOut" && <Badge tone="caution">{shared(`variant.${step.variant}`)}</Badge>}
            {step.isIrreversible && <span className="font-medium text-caution-ink">▲ {t("irreversible")}</span>}
          </span>
        </span>
        <span className="col-start-3 row-start-1 text-right @2xl:col-start-4 @4xl:col-start-5">
          <StepTime step={step} offsetMs={offsetMs} />
        </span>
        <ChevronRight
          className={`mt-0.5 hidden size-4 text-ink-soft @2xl:col-start-5 @2xl:row-start-1 @2xl:block @4xl:col-start-6 ${isOpen ? "rotate-90" : ""}`}
          aria-hidden="true"
        />
      </button>
      <ChildRuns runs={step.children} />
      <div id={bodyId} hidden={!isOpen} className="border-line border-t bg-surface px-3 py-3 @2xl:pl-11">
        {isOpen && <StepEvidence step={step} />}
      </div>
    </li>
  );
}
