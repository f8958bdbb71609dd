"use client";
import type { DriftView } from "@holdfast/contracts/policy-drift";
import { type KeyValue, KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { CorrectForm } from "./correct-form";
import { DriftAuthor } from "./drift-author";
import { DriftState } from "./drift-state";

function Facts({ drift }: { readonly drift: DriftView }) {
  const t = useTranslations("drift");
  const [manager] = drift.managers;
  const items: readonly KeyValue[] = [
    { label: t("column.state"), value: <DriftState drift={drift} /> },
    {
      label: t("column.policy"),
      value: <Link href={`/policies/${drift.policyId}`}>{t("policyAt", { policy: drift.policyName, version: drift.version })}</Link>,
    },
    { label: t("column.cluster"), value: <Link href={`/clusters/${drift.clusterId}`}>{visibleName(drift.clusterName)}</Link> },
    { label: t("column.seen"), value: <Time at={drift.firstSeenAt} /> },
    ...(drift.endedAt === null ? [{ label: t("lastSeen"), value: <Time at={drift.lastSeenAt} /> }] : []),
    ...(drift.endedAt === null ? [] : [{ label: t("ended"), value: <Time at={drift.endedAt} /> }]),
    { label: t("column.manager"), value: manager ? visibleName(manager.manager) : "—" },
    ...(manager?.at ? [{ label: t("changedAt"), value: <Time at={new Date(manager.at)} /> }] : []),
    { label: t("column.user"), value: <DriftAuthor drift={drift} /> },
    ...(drift.author ? [{ label: t("writtenAt"), value: <Time at={new Date(drift.author.at)} /> }] : []),
  ];
  return <KeyValueList items={items} />;
}

/** What was ordered against it so far. */
function Corrections({ corrections }: Pick<DriftView, "corrections">) {
  const t = useTranslations("drift");
  if (corrections.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-ink-soft">
      {corrections.map(({ commandId, at, byName }) => (
        <li key={commandId}>
          {byName === null ? t("correctedUnasked") : t("correctedBy", { name: byName })} <Time at={at} />
        </li>
      ))}
    </ul>
  );
}

/** One drift whole: what differs, whose hand it was as far as anybody knows, and the way to put it right. */
export function DriftDetail({ drift }: { readonly drift: DriftView }) {
  const t = useTranslations("drift");
  const say = useSay();
  const { kind, namespace, name, what, fields, omitted, endedAt, isHeld, author, hearsAudit } = drift;
  return (
    <Stack gap="m">
      <Facts drift={drift} />
      {what === "deleted" ? (
        <Notice tone="caution" shape="cross" title={t("deletedTitle", { object: `${kind} ${name}` })}>
          {t("deletedHelp")}
        </Notice>
      ) : (
        <ObjectDiff difference={{ kind, namespace, name, operation: "update", fields, warnings: [] }} />
      )}
      {omitted > 0 && <p className="text-ink-soft">{t("omitted", { count: omitted })}</p>}
      {author === null && !hearsAudit && endedAt === null && <p className="text-ink-soft">{t("hearHelp")}</p>}
      {endedAt === null && drift.message !== "" && (
        <Notice tone={isHeld ? "bad" : "caution"} shape={isHeld ? "cross" : "diamond"} title={t("standing")}>
          {say(drift)}
        </Notice>
      )}
      <Corrections corrections={drift.corrections} />
      {endedAt === null && <CorrectForm drift={drift} />}
    </Stack>
  );
}
