"use client";
import type { ViolationDetail as Detail } from "@holdfast/contracts/compliance";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button } from "@holdfast/ui/button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { usePageTitle } from "../shared-page/use-page-title";
import { RequestWaiverDialog } from "../shared-policy/request-waiver-dialog";
import { EffectMark, ViolationMark } from "../shared-policy/violation-marks";

function Episodes({ episodes }: Pick<Detail, "episodes">) {
  const t = useTranslations("violations.detail");
  return (
    <ol className="flex flex-col gap-1.5">
      {episodes.map(({ id, version, firstSeen, lastSeen, resolvedAt }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <span>
            {t("from")} <Time at={firstSeen} /> {t("to")} <Time at={lastSeen} />
          </span>
          <span className="text-ink-soft">{t("version", { version })}</span>
          <ViolationMark of={resolvedAt === null ? "open" : "resolved"} />
        </li>
      ))}
    </ol>
  );
}

/** One violation: what is said of which object, since when, and a way to have it excused. */
export function ViolationDetail({ detail }: { readonly detail: Detail }) {
  const { violation, episodes, objectUid } = detail;
  const { kind, name, clusterId, clusterName, namespace, workload, team, policyId, policyName, rule, message } = violation;
  usePageTitle(`${kind} ${name}`);
  const t = useTranslations("violations");
  const nav = useTranslations("nav");
  const [isAsking, setIsAsking] = useState(false);
  const mayPush = useRefusal("policy:push");
  const refusal = mayPush ?? (violation.state === "open" ? null : t("detail.notOpen"));
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("policies"), href: "/policies" },
              { label: t("title"), href: "/policies/violations" },
            ]}
            current={`${kind} ${name}`}
          />
        }
        title={`${kind} ${name}`}
        status={<ViolationMark of={violation.state} />}
        description={message}
        actions={
          <Button onClick={() => setIsAsking(true)} refusal={refusal}>
            {t("detail.waive")}
          </Button>
        }
      />
      <Panel title={t("detail.about")}>
        <KeyValueList
          items={[
            { label: t("policy"), value: <Link href={`/policies/${policyId}`}>{policyName}</Link> },
            { label: t("detail.rule"), value: rule },
            { label: t("effectOf"), value: <EffectMark of={violation.effect} /> },
            { label: t("cluster"), value: clusterName },
            { label: t("namespace"), value: namespace ?? "—" },
            {
              label: t("object"),
              value:
                objectUid === null ? `${kind} ${name}` : <Link href={`/inventory/${clusterId}/${objectUid}`}>{`${kind} ${name}`}</Link>,
            },
            { label: t("detail.workload"), value: `${workload.kind} ${workload.name}` },
            { label: t("team"), value: team ?? "—" },
            { label: t("firstSeen"), value: <Time at={violation.firstSeen} /> },
            { label: t("lastSeen"), value: <Time at={violation.lastSeen} /> },
            ...(violation.waiverId === null
              ? []
              : [{ label: t("detail.waiver"), value: <Link href="/policies/waivers">{t("state.waived")}</Link> }]),
          ]}
        />
      </Panel>
      <Panel title={t("detail.episodes")}>
        <Episodes episodes={episodes} />
      </Panel>
      <RequestWaiverDialog violation={violation} isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </Stack>
  );
}
