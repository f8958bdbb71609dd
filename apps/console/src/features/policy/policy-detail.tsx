"use client";
import type { PolicyView, RolloutView } from "@holdfast/contracts/policy";
import { Badge } from "@holdfast/ui/badge";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePageTitle } from "../shared-page/use-page-title";
import { ConflictNotice } from "../shared-policy/conflict-notice";
import { RollBackDialog } from "../shared-policy/roll-back-dialog";
import { validationActions } from "../shared-policy/validation-actions";
import { ActiveRolloutNotice } from "./active-rollout-notice";
import { ClusterPanel } from "./cluster-panel";
import { CompliancePanel } from "./compliance-panel";
import { DriftPanel } from "./drift-panel";
import { ImpactPanel } from "./impact-panel";
import { PolicyActions } from "./policy-actions";
import { PreviewPanel } from "./preview-panel";
import { PushDialog } from "./push-dialog";
import { RolloutPanel } from "./rollout-panel";
import { TestPanel } from "./test-panel";
import { usePreview } from "./use-preview";
import { VersionPanel } from "./version-panel";

interface PolicyDetailProps {
  readonly policy: PolicyView;
  readonly rollouts: QueryLike<readonly RolloutView[]>;
}

/** A policy that was read: its state first, then what would change, then its past. */
export function PolicyDetail({ policy, rollouts }: PolicyDetailProps) {
  usePageTitle(policy.name);
  const t = useTranslations("policy");
  const nav = useTranslations("nav");
  const [asked, setAsked] = useState<"push" | { rollBackTo: number } | null>(null);
  const preview = usePreview(policy);
  const having = policy.clusters.filter((cluster) => cluster.version !== null).map((cluster) => cluster.clusterName);
  const rollBackTo = typeof asked === "object" && asked !== null ? asked.rollBackTo : Math.max(0, policy.latestVersion - 1);
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={policy.name} />}
        title={policy.name}
        status={
          <>
            <Badge>{t("version", { version: policy.latestVersion })}</Badge>
            {validationActions(policy.versions[0]?.objects ?? []).map((action) => (
              <Badge key={action} tone={action === "Deny" ? "bad" : "caution"}>
                {t(`action.${action}`)}
              </Badge>
            ))}
          </>
        }
        description={policy.description === "" ? undefined : policy.description}
        actions={
          <PolicyActions
            policy={policy}
            preview={preview}
            hasSomewhere={having.length > 0}
            onPush={() => setAsked("push")}
            onRollBack={() => setAsked({ rollBackTo: Math.max(0, policy.latestVersion - 1) })}
          />
        }
      />
      <ActiveRolloutNotice rollouts={rollouts.data ?? []} />
      <ConflictNotice of={policy.id} />
      <ClusterPanel policy={policy} />
      <DriftPanel policy={policy} />
      <CompliancePanel policy={policy} />
      <TestPanel policy={policy} />
      <PreviewPanel policy={policy} preview={preview} />
      <ImpactPanel key={policy.latestVersion} policy={policy} />
      <RolloutPanel query={rollouts} />
      <VersionPanel policy={policy} onRollBack={(version) => setAsked({ rollBackTo: version })} canRollBack={having.length > 0} />
      <PushDialog policy={policy} isOpen={asked === "push"} onClose={() => setAsked(null)} />
      <RollBackDialog
        key={rollBackTo}
        policy={policy}
        clusterNames={having}
        toVersion={rollBackTo}
        isOpen={typeof asked === "object" && asked !== null}
        onClose={() => setAsked(null)}
      />
    </Stack>
  );
}
