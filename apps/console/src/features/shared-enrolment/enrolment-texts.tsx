"use client";
import { CodeBlock } from "@holdfast/ui/code";
import { Stack } from "@holdfast/ui/stack";
import { Tabs } from "@holdfast/ui/tabs";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type AgentEnrolment, agentCommand } from "./agent-command";
import { agentManifest } from "./agent-manifest";
import { isImage } from "./is-image";

const FIRST_IMAGE = "holdfast-agent:0.1.0";

function Manifest({ of }: { readonly of: AgentEnrolment }) {
  const t = useTranslations("enrolment");
  const [image, setImage] = useState(FIRST_IMAGE);
  const isGood = isImage(image);
  return (
    <Stack gap="s">
      <p className="text-ink-soft">{t("manifestHelp")}</p>
      <div className="max-w-xl">
        <TextField
          name="image"
          label={t("image")}
          hint={t("imageHint")}
          value={image}
          onChange={setImage}
          error={isGood ? null : t("imageWrong")}
          isCode
          autoComplete="off"
        />
      </div>
      {isGood && (
        <CodeBlock
          label={t("manifest", { name: of.clusterName })}
          text={agentManifest({ hub: of.hubUrl, cluster: of.clusterId, "ca-pin": of.caPin, token: of.token, image })}
          maxLines={16}
        />
      )}
      <CodeBlock label={t("apply")} text="kubectl apply -f holdfast-agent.yaml" />
    </Stack>
  );
}

function Command({ of }: { readonly of: AgentEnrolment }) {
  const t = useTranslations("enrolment");
  return (
    <Stack gap="s">
      <p className="text-ink-soft">{t("commandHelp")}</p>
      <CodeBlock label={t("command", { name: of.clusterName })} text={agentCommand(of)} />
    </Stack>
  );
}

/** The two ways of an agent into a fleet: applied into its cluster, or run beside it. */
export function EnrolmentTexts({ of }: { readonly of: AgentEnrolment }) {
  const t = useTranslations("enrolment");
  const [way, setWay] = useState("inside");
  return (
    <Tabs
      label={t("ways")}
      value={way}
      onChange={setWay}
      tabs={[
        { id: "inside", label: t("inside"), content: <Manifest of={of} /> },
        { id: "beside", label: t("beside"), content: <Command of={of} /> },
      ]}
    />
  );
}
