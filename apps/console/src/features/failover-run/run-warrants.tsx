"use client";
import type { RunView } from "@holdfast/contracts/failover";
import type { WarrantLine, WarrantView } from "@holdfast/contracts/warrant";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** What may still happen behind a run's back stands out; what came to a good end does not. */
const lookOf = ({ isOpen, state, end }: WarrantView) => {
  if (state === "revoking") return { tone: "caution", shape: "triangle" } as const;
  if (isOpen) return { tone: "busy", shape: "half" } as const;
  if (end === "stopped" || end === "timeUnknown") return { tone: "bad", shape: "cross" } as const;
  return end === "finished" ? ({ tone: "good", shape: "tick" } as const) : ({ tone: "idle", shape: "ring" } as const);
};

function Line({ line }: { readonly line: WarrantLine }) {
  const t = useTranslations("failoverRun.warrants");
  const did = line.did === "ended" && line.end !== null ? t(`end.${line.end}`) : t(`did.${line.did}`);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <Time at={new Date(line.at)} />
      {line.step !== null && <span className="font-mono text-small">{line.step}</span>}
      <span>{line.outcome === null ? did : `${did}: ${t(`outcome.${line.outcome}`)}`}</span>
      {line.message !== "" && <span className="w-full break-words text-ink-soft">{line.message}</span>}
    </li>
  );
}

function Warrant({ warrant }: { readonly warrant: WarrantView }) {
  const t = useTranslations("failoverRun.warrants");
  return (
    <li className="flex flex-col gap-1">
      <StatusMark {...lookOf(warrant)} word={t("heading", { number: warrant.number, state: t(`state.${warrant.state}`) })} />
      <p className="break-words text-ink-soft text-small">
        {t("allows", { site: warrant.clusterName, silent: warrant.silentSeconds, steps: warrant.steps.join(", ") })}{" "}
        <Time at={warrant.expiresAt} />
      </p>
      {warrant.lines.length > 0 && (
        <ol aria-label={t("acts")} className="flex flex-col gap-1 text-small">
          {warrant.lines.map((line, i) => (
            // Lines are only ever added, so the place of one names it.
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name
            <Line key={i} line={line} />
          ))}
        </ol>
      )}
    </li>
  );
}

/** What the standby's agent may finish of this run should no hub answer, and what it did; nothing where the plan lets it do nothing. */
export function RunWarrants({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.warrants");
  if (run.warrants.length === 0) return null;
  return (
    <Panel title={t("title")}>
      <ul className="flex flex-col gap-3">
        {run.warrants.map((warrant) => (
          <Warrant key={warrant.id} warrant={warrant} />
        ))}
      </ul>
    </Panel>
  );
}
