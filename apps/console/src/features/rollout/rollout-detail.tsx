"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LiveRegion } from "@holdfast/ui/live-region";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";
import { RollBackDialog } from "../shared-policy/roll-back-dialog";
import { RolloutSwitch } from "../shared-rollout-switch/rollout-switch";
import { RolloutStatus } from "../shared-status/status-word";
import { DecideDialog } from "./decide-dialog";
import { DecisionNotice } from "./decision-notice";
import { GatePanel } from "./gate-panel";
import { HaltDialog } from "./halt-dialog";
import { RolloutActions } from "./rollout-actions";
import { RolloutHistory } from "./rollout-history";
import { RolloutOverview } from "./rollout-overview";
import { waveProgress } from "./rollout-progress";
import { rolloutTitle } from "./rollout-title";
import { WaitNotice } from "./wait-notice";
import { WavePanel } from "./wave-panel";

type Asked = "halt" | "approve" | "decline" | "rollBack" | null;

/** A rollout that was read: where it stands, what it waits for, its waves, and what was decided. */
export function RolloutDetail({ rollout }: { readonly rollout: RolloutView }) {
  const t = useTranslations("rollout");
  const nav = useTranslations("nav");
  const phase = useTranslations("status.rollout");
  const say = useSay();
  const [asked, setAsked] = useState<Asked>(null);
  const policy = useQuery(useTRPC().policy.get.queryOptions({ policyId: rollout.policyId })).data;
  const waves = waveProgress(rollout);
  const current = waves[rollout.currentWave];
  const title = t(`title.${rolloutTitle(rollout)}`, { name: rollout.policyName, version: rollout.toVersion });
  const having = policy?.clusters.filter((cluster) => cluster.version !== null).map((cluster) => cluster.clusterName) ?? [];
  const close = () => setAsked(null);
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("policies"), href: "/policies" },
              { label: rollout.policyName, href: `/policies/${rollout.policyId}` },
            ]}
            current={t("crumb")}
          />
        }
        title={title}
        status={<RolloutStatus of={rollout.phase} emphasis="strong" />}
        description={rollout.message === "" ? undefined : say(rollout)}
        actions={<RolloutActions rollout={rollout} isSomewhere={having.length > 0} onAsk={setAsked} />}
      />
      <LiveRegion>{t("announce", { phase: phase(rollout.phase), wave: rollout.currentWave + 1, waves: waves.length })}</LiveRegion>
      {current !== undefined && <DecisionNotice rollout={rollout} wave={current} onAsk={setAsked} />}
      {rollout.finishedAt === null && <RolloutSwitch />}
      <WaitNotice rollout={rollout} />
      <RolloutOverview rollout={rollout} waves={waves} />
      <GatePanel rollout={rollout} />
      {waves.map((wave) => (
        <WavePanel key={wave.name} wave={wave} rollout={rollout} />
      ))}
      <RolloutHistory rollout={rollout} />
      <HaltDialog rollout={rollout} isOpen={asked === "halt"} onClose={close} />
      {current !== undefined && (
        <DecideDialog
          rollout={rollout}
          wave={current}
          policy={policy}
          decision={asked === "decline" ? "decline" : "approve"}
          isOpen={asked === "approve" || asked === "decline"}
          onClose={close}
        />
      )}
      {policy !== undefined && (
        <RollBackDialog
          key={policy.latestVersion}
          policy={policy}
          clusterNames={having}
          toVersion={Math.max(0, rollout.toVersion - 1)}
          isOpen={asked === "rollBack"}
          onClose={close}
        />
      )}
    </Stack>
  );
}
