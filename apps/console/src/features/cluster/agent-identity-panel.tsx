"use client";
import type { AgentDetail } from "@holdfast/contracts/fleet";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { RevokeDialog } from "./revoke-dialog";

type Identity = NonNullable<AgentDetail["identity"]>;

function Copied({ text }: { readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Code>{text}</Code>
      <CopyButton value={text} />
    </span>
  );
}

/** Whether the certificate still holds; it is renewed at half of its life, so an end that is near is worth a look. */
function Validity({ identity }: { readonly identity: Identity }) {
  const t = useTranslations("cluster.identity");
  const [renewedAt, notAfter] = [identity.renewedAt.getTime(), identity.notAfter.getTime()];
  const word = useNow((now) => (now > notAfter ? "over" : now > renewedAt + (notAfter - renewedAt) * 0.75 ? "late" : "good"));
  if (word === "over") return <StatusMark tone="bad" shape="cross" word={t("over")} />;
  if (word === "late") return <StatusMark tone="caution" shape="clock" word={t("late")} />;
  return <StatusMark tone="good" shape="tick" word={t("good")} />;
}

/** Who the agent is, until when, and the way to take that from it. */
export function AgentIdentityPanel({ detail }: { readonly detail: AgentDetail }) {
  const t = useTranslations("cluster.identity");
  const { identity, cluster } = detail;
  const [isAsked, setIsAsked] = useState(false);
  const notPermitted = useRefusal("cluster:revoke");
  const refusal = notPermitted ?? (identity === null ? t("nothingToRevoke") : null);
  useVerbs([
    { id: "cluster.revoke", label: t("revokeOf", { name: cluster.name }), group: cluster.name, refusal, run: () => setIsAsked(true) },
  ]);
  return (
    <Panel
      title={t("title")}
      aside={identity && <Validity identity={identity} />}
      actions={
        <Button size="s" refusal={refusal} onClick={() => setIsAsked(true)}>
          {t("revoke")}
        </Button>
      }
    >
      {identity === null ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <KeyValueList
          items={[
            { label: t("spiffeId"), value: <Copied text={identity.spiffeId} /> },
            { label: t("ends"), value: <Time at={identity.notAfter} /> },
            { label: t("renewed"), value: <Time at={identity.renewedAt} /> },
            { label: t("enrolled"), value: <Time at={identity.enrolledAt} /> },
            { label: t("serial"), value: <Code>{identity.serial}</Code> },
            { label: t("key"), value: <Copied text={identity.keyFingerprint} /> },
          ]}
        />
      )}
      <RevokeDialog cluster={cluster} isOpen={isAsked} onClose={() => setIsAsked(false)} />
    </Panel>
  );
}
