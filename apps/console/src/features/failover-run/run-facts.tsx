"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { OtherClusters } from "../shared-failover/other-clusters";
import { ShortHash } from "../shared-failover/short-hash";

/** What exactly runs, who asked for it and why. */
export function RunFacts({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.facts");
  const mode = useTranslations("failoverRun.mode");
  const origin = useTranslations("failoverRun.origin");
  const isRehearsal = run.kind === "rehearsal";
  return (
    <KeyValueList
      items={[
        ...(isRehearsal ? [] : [{ label: t("reason"), value: run.reason }]),
        { label: t("by"), value: run.requestedByName },
        { label: t("origin"), value: origin(run.origin) },
        ...(run.parent === null
          ? []
          : [{ label: t("parent"), value: <Link href={`/failover/runs/${run.parent.id}`}>{run.parent.planName}</Link> }]),
        { label: t("requested"), value: <Time at={run.requestedAt} /> },
        ...(run.notBefore === null ? [] : [{ label: t("notBefore"), value: <Time at={run.notBefore} /> }]),
        { label: t("started"), value: <Time at={run.startedAt} /> },
        { label: t("finished"), value: <Time at={run.finishedAt} /> },
        {
          label: t("plan"),
          value: <Link href={`/failover/plans/${run.planId}?view=versions`}>{t("planVersion", { number: run.planVersion })}</Link>,
        },
        { label: t("planHash"), value: <ShortHash hash={run.planContentHash} /> },
        ...(run.approvedMode === null ? [] : [{ label: t("approvedMode"), value: mode(run.approvedMode) }]),
        ...(isRehearsal ? [] : [{ label: t("subjectHash"), value: <ShortHash hash={run.subjectHash} /> }]),
        { label: t("evaluated"), value: <Time at={run.evaluation.evaluatedAt} /> },
        { label: t("epoch"), value: <span className="tabular-nums">{run.epoch}</span> },
        { label: t("group"), value: run.group },
        ...(run.others.length === 0 ? [] : [{ label: t("others"), value: <OtherClusters others={run.others} /> }]),
      ]}
    />
  );
}
