"use client";
import type { AgentDetail } from "@holdfast/contracts/fleet";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Quantity } from "@holdfast/ui/quantity";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { LinkStatus } from "../shared-status/status-word";

const NONE = "—";

/** How the link stands, and what the agent said when it came. */
export function AgentLinkPanel({ detail }: { readonly detail: AgentDetail }) {
  const t = useTranslations("cluster.agentLink");
  const { hello, cluster } = detail;
  const { link } = cluster;
  const isConnected = link.state === "connected";
  return (
    <Panel title={t("title")} aside={<LinkStatus of={link.state} awayUntil={link.awayUntil} />}>
      <KeyValueList
        items={[
          { label: t("since"), value: <Time at={link.since} /> },
          { label: t("hello"), value: <Time at={hello?.at ?? null} /> },
          // While the link is up its heartbeats stay with the hub: the store would only say when the last hello was.
          ...(isConnected ? [] : [{ label: t("lastSeen"), value: <Time at={link.lastHeartbeatAt} /> }]),
          { label: t("skew"), value: <Quantity value={link.clockSkewMs} unit="milliseconds" /> },
          { label: t("version"), value: link.agentVersion ?? NONE },
          { label: t("protocol"), value: hello?.protocol ?? NONE },
          { label: t("kubernetes"), value: cluster.kubernetesVersion ?? NONE },
          { label: t("hub"), value: hello?.hubId ? <Code>{hello.hubId}</Code> : NONE },
          { label: t("boot"), value: hello ? <Code>{hello.bootId}</Code> : NONE },
          { label: t("reports"), value: <Quantity value={hello?.ackedSeq ?? null} unit="count" /> },
        ]}
      />
    </Panel>
  );
}
