"use client";
import type { ReportedCommand } from "@holdfast/contracts/run-report";
import { Code } from "@holdfast/ui/code";
import { useTranslations } from "next-intl";
import { Instant } from "./instant";

/** One order and its receipt, as far as one had come when the run ended. */
export function ReportCommand({ command }: { readonly command: ReportedCommand }) {
  const t = useTranslations("failoverRun.command");
  return (
    <section aria-label={t("title", { name: command.name })} className="flex flex-col gap-1 rounded-m border border-line p-2.5 text-small">
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">
          {t(`way.${command.way}`)} <Code>{command.name}</Code>
        </span>
        <span>{command.clusterName}</span>
        <span className="font-medium">{t(`outcome.${command.outcome ?? "none"}`)}</span>
        {command.message !== null && command.message !== "" && <span className="break-words">{command.message}</span>}
      </p>
      <p className="flex flex-wrap gap-x-3 text-ink-soft">
        <span>
          {t("issued")} <Instant at={command.issuedAt} />
        </span>
        <span>
          {t("finished")} <Instant at={command.finishedAt} />
        </span>
        <span className="tabular-nums">
          {t("epoch")} {command.epoch}
        </span>
      </p>
      <p className="break-all">
        <Code>{command.idempotencyKey}</Code>
      </p>
      <p className="break-all">
        {t("input")}: <Code>{JSON.stringify(command.input)}</Code>
      </p>
      {command.output !== null && (
        <p className="break-all">
          {t("output")}: <Code>{JSON.stringify(command.output)}</Code>
        </p>
      )}
    </section>
  );
}
