"use client";
import type { PolicyVersionView, PolicyView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { Columns, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";

interface VersionPanelProps {
  readonly policy: PolicyView;
  readonly canRollBack: boolean;
  readonly onRollBack: (version: number) => void;
}

function Facts({ version }: { readonly version: PolicyVersionView }) {
  const t = useTranslations("policy.versions");
  const locale = useLocale();
  return (
    <KeyValueList
      items={[
        { label: t("saved"), value: <Time at={version.createdAt} /> },
        { label: t("by"), value: version.createdByName },
        { label: t("hash"), value: <Code>{version.contentHash}</Code> },
        {
          label: t("objects"),
          value: new Intl.ListFormat(locale).format(
            version.objects.map(({ kind, metadata: { namespace, name } }) => [kind, namespace, name].filter(Boolean).join("/")),
          ),
        },
      ]}
    />
  );
}

/** Every version as it was written; none can be changed. */
export function VersionPanel({ policy, canRollBack, onRollBack }: VersionPanelProps) {
  const t = useTranslations("policy.versions");
  const mayPush = useRefusal("policy:push");
  const [number, setNumber] = useState<number | null>(null);
  const version = policy.versions.find((each) => each.number === number) ?? policy.versions[0];
  if (version === undefined) return null;
  const having = policy.clusters.filter((cluster) => cluster.version === version.number).map((cluster) => cluster.clusterName);
  return (
    <Panel
      title={t("title")}
      aside={t("aside", { count: policy.versions.length })}
      actions={
        version.number < policy.latestVersion && (
          <Button size="s" onClick={() => onRollBack(version.number)} refusal={mayPush ?? (canRollBack ? null : t("nowhere"))}>
            {t("rollBackTo", { version: version.number })}
          </Button>
        )
      }
    >
      <Columns least="l">
        <Stack gap="m">
          <SelectField
            name="version"
            label={t("choose")}
            options={policy.versions.map((each) => ({
              value: String(each.number),
              label: each.number === policy.latestVersion ? t("latest", { version: each.number }) : t("version", { version: each.number }),
            }))}
            value={String(version.number)}
            onChange={(value) => setNumber(Number(value))}
            hint={having.length === 0 ? t("onNone") : t("on", { names: having.join(", ") })}
          />
          <Facts version={version} />
        </Stack>
        <CodeBlock label={t("yaml", { version: version.number })} text={version.yaml.trimEnd()} hasLineNumbers maxLines={28} />
      </Columns>
    </Panel>
  );
}
