"use client";
import type { StepCommandView } from "@holdfast/contracts/failover";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import type { Tone } from "@holdfast/ui/rules/tone";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";

type Outcome = NonNullable<StepCommandView["outcome"]> | "none";

const marks: Readonly<Record<Outcome, { tone: Tone; shape: StatusShape }>> = {
  none: { tone: "unknown", shape: "clock" },
  accepted: { tone: "busy", shape: "half" },
  succeeded: { tone: "good", shape: "tick" },
  failed: { tone: "bad", shape: "cross" },
  refused: { tone: "bad", shape: "lock" },
  unknown: { tone: "unknown", shape: "question" },
};

/** One order to an agent and its receipt, as both stand in the store. */
export function StepCommand({ command }: { readonly command: StepCommandView }) {
  const t = useTranslations("failoverRun.command");
  const outcome: Outcome = command.outcome ?? "none";
  return (
    <section aria-label={t("title", { name: command.name })} className="rounded-m border border-line p-3">
      <Stack gap="s">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">
            {t(`way.${command.way}`)} <Code>{command.name}</Code>
          </span>
          <span className="text-ink-soft">{command.clusterName}</span>
          <StatusMark {...marks[outcome]} word={t(`outcome.${outcome}`)} />
        </div>
        {(command.reason !== null || command.message !== null) && (
          <p className="break-words">
            {command.reason !== null && <Code>{command.reason}</Code>} {command.message}
          </p>
        )}
        <KeyValueList
          layout="wide"
          items={[
            { label: t("issued"), value: <Time at={command.issuedAt} /> },
            { label: t("accepted"), value: <Time at={command.acceptedAt} /> },
            { label: t("finished"), value: <Time at={command.finishedAt} /> },
            { label: t("expires"), value: <Time at={command.expiresAt} /> },
            { label: t("epoch"), value: <span className="tabular-nums">{command.epoch}</span> },
            { label: t("id"), value: <Code>{command.id}</Code> },
            { label: t("key"), value: <Code>{command.idempotencyKey}</Code> },
          ]}
        />
        <details className="group/payload">
          <summary className="flex min-h-6 cursor-pointer items-center gap-1 text-ink-soft hover:text-ink">
            <ChevronRight className="size-4 group-open/payload:rotate-90" aria-hidden="true" />
            {t("payload")}
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            <CodeBlock label={t("input")} text={JSON.stringify(command.input, null, 2)} maxLines={12} />
            {command.output !== null && <CodeBlock label={t("output")} text={JSON.stringify(command.output, null, 2)} maxLines={12} />}
          </div>
        </details>
      </Stack>
    </section>
  );
}
