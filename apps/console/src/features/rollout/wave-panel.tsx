"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import type { RolloutTargetView, RolloutView } from "@holdfast/contracts/policy";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Panel } from "@holdfast/ui/panel";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { useEnvironmentsText } from "../shared-policy/use-environments-text";
import { DeploymentStatus } from "../shared-status/status-word";
import type { WaveGate, WaveProgress } from "./rollout-progress";

const gateMarks: Readonly<Record<WaveGate, { tone: Tone; shape: StatusShape }>> = {
  open: { tone: "idle", shape: "dash" },
  passed: { tone: "good", shape: "tick" },
  waiting: { tone: "caution", shape: "diamond" },
  notYet: { tone: "idle", shape: "ring" },
  declined: { tone: "idle", shape: "cross" },
};
const rowKey = (target: RolloutTargetView) => target.clusterId;
// The view writes what the inventory of clusters holds, whose column has the words of the contract.
const environmentOf = (target: RolloutTargetView) => target.environment as Environment;

function useColumns(phase: RolloutView["phase"]): readonly Column<RolloutTargetView>[] {
  const t = useTranslations("rollout.target");
  const say = useSay();
  const stageWord = useTranslations("policyWords.stage");
  const hasEnded = phase !== "Running" && phase !== "AwaitingApproval";
  return useMemo(
    () => [
      { id: "cluster", header: t("cluster"), isFixed: true, widthRem: 14, cell: (target) => target.clusterName },
      {
        id: "environment",
        header: t("environment"),
        widthRem: 8,
        cell: (target) => (target.environment === "" ? "—" : <EnvironmentBadge of={environmentOf(target)} />),
      },
      { id: "state", header: t("state"), widthRem: 9, cell: (target) => <DeploymentStatus of={target.state} /> },
      { id: "stage", header: t("stage"), widthRem: 8, cell: (target) => (target.state === "pending" ? "—" : stageWord(target.stage)) },
      {
        id: "message",
        header: t("message"),
        cell: (target) => (target.state === "pending" && hasEnded ? t("notReached") : say(target)),
      },
      { id: "at", header: t("at"), widthRem: 14, cell: (target) => <Time at={target.updatedAt} /> },
    ],
    [t, say, stageWord, hasEnded],
  );
}

/** One wave: the gate before it, and how each of its clusters stands. */
export function WavePanel({ wave, rollout }: { readonly wave: WaveProgress; readonly rollout: RolloutView }) {
  const t = useTranslations("rollout");
  const environmentsText = useEnvironmentsText();
  const columns = useColumns(rollout.phase);
  const title = t("wave.title", { wave: wave.index + 1, environments: environmentsText(wave.environments) });
  return (
    <Panel
      title={title}
      aside={<StatusMark {...gateMarks[wave.gate]} word={t(`gate.${wave.gate}`)} />}
      actions={<span className="text-ink-soft tabular-nums">{t("wave.reached", { done: wave.reached, total: wave.targets.length })}</span>}
      padding="none"
    >
      <DataTable
        label={title}
        columns={columns}
        rows={wave.targets}
        rowKey={rowKey}
        rowName={(target) => target.clusterName}
        rowHref={(target) => `/clusters/${target.clusterName}`}
        hasPageKeys={false}
        height="content"
      />
    </Panel>
  );
}
