"use client";
import type { PolicyCompliance } from "@holdfast/contracts/compliance";
import type { PolicyView } from "@holdfast/contracts/policy";
import { LinkButton } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";
import { ComplianceMark } from "../shared-policy/compliance-mark";
import { ViolationTrend } from "./violation-trend";

/** What was found in one cluster, when it was last judged, and what could not be. */
function ClusterLine({ cluster }: { readonly cluster: PolicyCompliance["clusters"][number] }) {
  const t = useTranslations("policy.compliance");
  const say = useSay();
  const { clusterName, judgedAt, notJudged, message } = cluster;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-1.5 last:border-b-0">
      <span className="min-w-32 font-medium">{clusterName}</span>
      <ComplianceMark of={cluster} />
      <span className="text-ink-soft text-small">
        {judgedAt === null ? t("neverJudged") : t("judged")} {judgedAt !== null && <Time at={judgedAt} show="relative" />}
      </span>
      {[...(message === "" ? [] : [cluster]), ...notJudged].map((each) => (
        <span key={each.message} className="w-full break-words text-ink-soft">
          {say(each)}
        </span>
      ))}
    </li>
  );
}

/** What the policy finds where it is deployed, and how many that were over time. */
export function CompliancePanel({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policy.compliance");
  const query = useQuery(useTRPC().policy.complianceOf.queryOptions({ policyId: policy.id }));
  return (
    <Panel
      title={t("title")}
      actions={
        <LinkButton size="s" href={`/policies/violations?${new URLSearchParams({ state: "open", policy: policy.name })}`}>
          {t("violations")}
        </LinkButton>
      }
    >
      <Resolve
        query={query}
        loading={<SkeletonText lines={4} />}
        isEmpty={({ clusters }) => clusters.length === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {({ points, clusters }) => (
          <Stack gap="m">
            <ul>
              {clusters.map((cluster) => (
                <ClusterLine key={cluster.clusterId} cluster={cluster} />
              ))}
            </ul>
            {points.length > 1 && <ViolationTrend points={points} />}
          </Stack>
        )}
      </Resolve>
    </Panel>
  );
}
