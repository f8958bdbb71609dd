"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import type { AgentRights, HostedAgentView, HostedState } from "@holdfast/contracts/cluster-import";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { notify } from "@holdfast/ui/notify";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import type { Tone } from "@holdfast/ui/rules/tone";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { CredentialDialog } from "./credential-dialog";
import { RightsDialog } from "./rights-dialog";

const marks: Readonly<Record<HostedState, { readonly tone: Tone; readonly shape: StatusShape }>> = {
  waiting: { tone: "busy", shape: "clock" },
  starting: { tone: "busy", shape: "half" },
  running: { tone: "good", shape: "play" },
  failing: { tone: "caution", shape: "triangle" },
  stopped: { tone: "bad", shape: "cross" },
};

/** What the agent may do beside the inventory, in a line. */
function RightsWords({ of }: { readonly of: AgentRights }) {
  const t = useTranslations("cluster.hosted");
  const words = [
    ...(of.logs ? [t("may.logs")] : []),
    ...(of.exec ? [t("may.exec")] : []),
    ...(of.edit.length > 0 ? [t("may.edit", { resources: of.edit.join(", ") })] : []),
  ];
  return words.length === 0 ? t("may.nothing") : words.join(" · ");
}

/** The agent that a hub runs beside itself: where, with which credential and until when, and how it ended last. */
export function HostedPanel({ cluster, hosted }: { readonly cluster: ClusterView; readonly hosted: HostedAgentView }) {
  const t = useTranslations("cluster.hosted");
  const kinds = useTranslations("import.kind");
  const { readFailure } = useUi();
  const refusal = useRefusal("cluster:edit");
  const [isAsked, setIsAsked] = useState(false);
  const [isRightsAsked, setIsRightsAsked] = useState(false);
  const retry = useMutation(
    useTRPC().cluster.retryAgent.mutationOptions({
      onError: (cause) => notify({ tone: "bad", title: t("notRetried"), detail: readFailure(cause).message }),
    }),
  );
  const hasFailed = hosted.state === "failing" || hosted.state === "stopped";
  return (
    <Panel
      title={t("title")}
      aside={<StatusMark {...marks[hosted.state]} word={t(`state.${hosted.state}`)} />}
      actions={
        <Inline>
          {hasFailed && (
            <Button size="s" refusal={refusal} isBusy={retry.isPending} onClick={() => retry.mutate({ clusterId: cluster.id })}>
              {t("retry")}
            </Button>
          )}
          <Button size="s" refusal={refusal} onClick={() => setIsRightsAsked(true)}>
            {t("changeRights")}
          </Button>
          <Button size="s" refusal={refusal} onClick={() => setIsAsked(true)}>
            {t("replace")}
          </Button>
        </Inline>
      }
    >
      <KeyValueList
        items={[
          { label: t("server"), value: <Code>{hosted.server}</Code> },
          { label: t("hub"), value: hosted.hubId ? <Code>{hosted.hubId}</Code> : "—" },
          { label: t("since"), value: <Time at={hosted.since} /> },
          { label: t("credential"), value: kinds(hosted.credentialKind) },
          { label: t("ends"), value: hosted.credentialExpiresAt ? <Time at={hosted.credentialExpiresAt} /> : t("endsUnknown") },
          {
            label: t("given"),
            value: (
              <>
                {hosted.givenByName} · <Time at={hosted.givenAt} show="relative" />
              </>
            ),
          },
          { label: t("rights"), value: <RightsWords of={hosted.rights} /> },
          { label: t("context"), value: <Code>{hosted.context}</Code> },
          ...(hosted.lastExitReason === null
            ? []
            : [
                { label: t("lastExit"), value: <Time at={hosted.lastExitAt} /> },
                { label: t("why"), value: <OutsideText>{hosted.lastExitReason}</OutsideText> },
              ]),
        ]}
      />
      {isRightsAsked && <RightsDialog cluster={cluster} rights={hosted.rights} onClose={() => setIsRightsAsked(false)} refusal={refusal} />}
      <CredentialDialog cluster={cluster} isOpen={isAsked} onClose={() => setIsAsked(false)} refusal={refusal} />
    </Panel>
  );
}
