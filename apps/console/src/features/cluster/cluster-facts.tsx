"use client";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Inline } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { LinkStatus } from "../shared-status/status-word";
import { useTheCluster } from "./cluster-context";
import { LabelList } from "./label-list";

const NONE = "—";

/** What is known of the cluster itself. */
export function ClusterFacts() {
  const t = useTranslations("cluster.facts");
  const cluster = useTheCluster();
  const { link, labels } = cluster;
  return (
    <Panel title={t("title")}>
      <KeyValueList
        items={[
          { label: t("environment"), value: <EnvironmentBadge of={cluster.environment} /> },
          { label: t("region"), value: cluster.region },
          { label: t("kubernetes"), value: cluster.kubernetesVersion ?? NONE },
          {
            label: t("link"),
            value: (
              <Inline gap="s">
                <LinkStatus of={link.state} awayUntil={link.awayUntil} />
                <Time at={link.since} show="relative" />
              </Inline>
            ),
          },
          { label: t("agent"), value: link.agentVersion ?? NONE },
          { label: t("identity"), value: <Time at={link.identityExpiresAt} /> },
          {
            label: t("labels"),
            value: Object.keys(labels).length === 0 ? t("noLabels") : <LabelList labels={labels} label={t("labels")} />,
          },
          {
            label: t("id"),
            value: (
              <span className="inline-flex items-center gap-1">
                <Code>{cluster.id}</Code>
                <CopyButton value={cluster.id} />
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}
