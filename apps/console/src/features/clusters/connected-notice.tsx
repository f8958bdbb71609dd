"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { Button, LinkButton } from "@holdfast/ui/button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Panel } from "@holdfast/ui/panel";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { LinkStatus } from "../shared-status/status-word";

/** The end of the wizard: the agent has come, with what it said of itself. */
export function ConnectedNotice({ cluster, onAnother }: { readonly cluster: ClusterView; readonly onAnother: () => void }) {
  const t = useTranslations("clusters");
  const { link } = cluster;
  return (
    <Panel title={cluster.name} aside={<LinkStatus of={link.state} emphasis="strong" />}>
      <Stack gap="m">
        <p>{t("connectedHelp")}</p>
        <KeyValueList
          items={[
            { label: t("column.version"), value: cluster.kubernetesVersion ?? "—" },
            { label: t("column.agent"), value: link.agentVersion ?? "—" },
            { label: t("column.since"), value: <Time at={link.since} /> },
            { label: t("column.identity"), value: <Time at={link.identityExpiresAt} /> },
          ]}
        />
        <Inline>
          <LinkButton variant="primary" href={`/clusters/${cluster.name}`}>
            {t("openIt", { name: cluster.name })}
          </LinkButton>
          <Button onClick={onAnother}>{t("addAnother")}</Button>
        </Inline>
        <LiveRegion>{t("connectedSaid", { name: cluster.name })}</LiveRegion>
      </Stack>
    </Panel>
  );
}
