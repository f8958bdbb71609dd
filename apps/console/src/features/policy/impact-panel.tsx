"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import type { PolicyImpactView } from "@holdfast/contracts/policy-impact";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { ProgressBar } from "@holdfast/ui/progress-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { ImpactClusterLine } from "./impact-cluster-line";
import { ImpactFindings } from "./impact-findings";

function Impact({ policy, impact }: { readonly policy: PolicyView; readonly impact: PolicyImpactView }) {
  const t = useTranslations("policy.impact");
  const isOpen = impact.finishedAt === null;
  const sum = (of: "expected" | "judged" | "denied" | "warned" | "audited") => impact.clusters.reduce((total, each) => total + each[of], 0);
  const hasFindings = sum("denied") + sum("warned") + sum("audited") > 0;
  return (
    <Stack gap="s">
      {isOpen && <ProgressBar label={t("progress")} done={sum("judged")} total={sum("expected")} noun={t("objects")} />}
      {impact.stoppedByName !== null && <Notice tone="caution" shape="triangle" title={t("stoppedBy", { name: impact.stoppedByName })} />}
      {impact.clusters.map((cluster) => (
        <ImpactClusterLine key={cluster.clusterId} cluster={cluster} />
      ))}
      {hasFindings && <ImpactFindings policyId={policy.id} impact={impact} />}
    </Stack>
  );
}

/** What the latest version would say of what runs now, object by object: how far that is known, and what it came to. */
export function ImpactPanel({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policy.impact");
  const trpc = useTRPC();
  const { readFailure } = useUi();
  const refusalOf = useGateRefusal();
  const mayPush = useRefusal("policy:push");
  const ref = { policyId: policy.id, version: policy.latestVersion };
  const query = useQuery(trpc.policy.impact.queryOptions(ref));
  const stop = useMutation(trpc.policy.stopImpact.mutationOptions());
  const impact = query.data ?? null;
  const isOpen = impact !== null && impact.finishedAt === null;
  return (
    <Panel
      title={t("title")}
      aside={impact !== null && impact.finishedAt !== null && <Time at={impact.finishedAt} show="relative" />}
      actions={
        isOpen && (
          <Button size="s" onClick={() => stop.mutate(ref)} isBusy={stop.isPending} refusal={mayPush ?? refusalOf(impact.stop)}>
            {t("stop")}
          </Button>
        )
      }
    >
      {stop.error && (
        <div role="alert">
          <Notice tone="bad" shape="cross" title={t("stopFailed")}>
            {readFailure(stop.error).message}
          </Notice>
        </div>
      )}
      <Resolve
        query={query}
        loading={<SkeletonText lines={3} />}
        isEmpty={(data) => data === null}
        empty={<EmptyState title={t("none", { version: policy.latestVersion })}>{t("noneHelp")}</EmptyState>}
      >
        {(data) => data !== null && <Impact policy={policy} impact={data} />}
      </Resolve>
    </Panel>
  );
}
