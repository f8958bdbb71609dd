"use client";
import type { ChangeRow } from "@holdfast/contracts/history";
import { LinkButton } from "@holdfast/ui/button";
import { type KeyValue, KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { HealthStatus } from "../shared-status/status-word";
import { ChangeAuthorName } from "./change-author";
import { objectHistoryHref, objectHref } from "./change-links";
import { operationMarks } from "./change-marks";

const written = { created: "create", updated: "update", deleted: "delete" } as const;
/** What is told this long after it was seen is told late. */
const LATE_MS = 10_000;

/** Between what an object's health went. One that stayed is said once. */
function HealthMove({ healthFrom: from, healthTo: to }: ChangeRow) {
  if (from === to || from === null || to === null) return <HealthStatus of={to ?? from ?? "Unknown"} />;
  return (
    <Inline gap="xs">
      <HealthStatus of={from} />
      <span aria-hidden="true">→</span>
      <HealthStatus of={to} />
    </Inline>
  );
}

function Facts({ change }: { readonly change: ChangeRow }) {
  const t = useTranslations("change");
  const isLate = Number(change.recordedAt) - Number(change.observedAt) > LATE_MS;
  const items: readonly KeyValue[] = [
    { label: t("column.operation"), value: <StatusMark {...operationMarks[change.operation]} word={t(`operation.${change.operation}`)} /> },
    {
      label: t("object"),
      value: (
        <Link href={objectHref(change)}>
          {visibleName(`${change.kind} ${change.namespace === null ? "" : `${change.namespace}/`}${change.name}`)}
        </Link>
      ),
    },
    { label: t("column.cluster"), value: <Link href={`/clusters/${change.clusterId}`}>{visibleName(change.clusterName)}</Link> },
    { label: t("column.at"), value: <Time at={change.observedAt} /> },
    ...(change.clusterAt === null ? [] : [{ label: t("clusterAt"), value: <Time at={change.clusterAt} /> }]),
    ...(isLate ? [{ label: t("recordedAt"), value: <Time at={change.recordedAt} /> }] : []),
    { label: t("health"), value: <HealthMove {...change} /> },
    { label: t("column.author"), value: <ChangeAuthorName author={change.author} isLinked /> },
  ];
  return <KeyValueList items={items} />;
}

/** Everything that is kept of one change, and the way to the object before and after it. */
export function ChangeDetail({ change }: { readonly change: ChangeRow }) {
  const t = useTranslations("change");
  const { kind, namespace, name, operation, fields, fieldCount, observedAt } = change;
  const before = new Date(Number(observedAt) - 1);
  return (
    <Stack gap="m">
      <Facts change={change} />
      {change.unwatchedSince !== null && (
        <Notice tone="stale" shape="clock" title={t("unwatchedTitle")}>
          {t("unwatchedBetween")} <Time at={change.unwatchedSince} show="absolute" /> – <Time at={observedAt} show="absolute" />
        </Notice>
      )}
      {operation === "created" ? (
        <p className="text-ink-soft">{t("createdHelp")}</p>
      ) : (
        <ObjectDiff difference={{ kind, namespace, name, operation: written[operation], fields, warnings: [] }} />
      )}
      {fieldCount > fields.length && <p className="text-ink-soft">{t("fieldsLeft", { count: fieldCount - fields.length })}</p>}
      <Inline gap="s">
        {operation !== "created" && <LinkButton href={objectHistoryHref(change, before)}>{t("asBefore")}</LinkButton>}
        {operation !== "deleted" && <LinkButton href={objectHistoryHref(change, observedAt)}>{t("asAfter")}</LinkButton>}
        <LinkButton href={objectHistoryHref(change)}>{t("wholeHistory")}</LinkButton>
      </Inline>
    </Stack>
  );
}
