"use client";
import type { PlanVersionView } from "@holdfast/contracts/plan";
import { CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShortHash } from "../shared-failover/short-hash";
import { lineDiff } from "./line-diff";
import { TextDiff } from "./text-diff";

function Difference({ before, after }: { readonly before: PlanVersionView; readonly after: PlanVersionView }) {
  const t = useTranslations("failoverPlan.versions");
  const lines = lineDiff(before.yaml, after.yaml);
  const label = t("differenceOf", { from: before.number, to: after.number });
  if (lines === null) return <p className="text-ink-soft">{t("tooLong")}</p>;
  return <TextDiff label={label} lines={lines} />;
}

/** Every version that was ever saved: by whom, when, its hash, and what it changed. None can be edited. */
export function PlanVersions({ versions }: { readonly versions: readonly PlanVersionView[] }) {
  const t = useTranslations("failoverPlan.versions");
  const [chosen, setChosen] = useState(versions[0]?.number ?? 0);
  const index = Math.max(
    0,
    versions.findIndex((version) => version.number === chosen),
  );
  const shown = versions[index];
  const before = versions[index + 1];
  if (!shown) return null;
  return (
    <Stack gap="m">
      <div className="max-w-80">
        <SelectField
          name="version"
          label={t("choose")}
          value={String(shown.number)}
          onChange={(value) => setChosen(Number(value))}
          options={versions.map((version) => ({
            value: String(version.number),
            label: t("option", { number: version.number, name: version.createdByName }),
          }))}
        />
      </div>
      <KeyValueList
        layout="wide"
        items={[
          { label: t("by"), value: shown.createdByName },
          { label: t("at"), value: <Time at={shown.createdAt} /> },
          { label: t("hash"), value: <ShortHash hash={shown.contentHash} /> },
        ]}
      />
      {before && (
        <Panel title={t("difference")} aside={t("differenceOf", { from: before.number, to: shown.number })}>
          <Difference before={before} after={shown} />
        </Panel>
      )}
      <CodeBlock label={t("text", { number: shown.number })} text={shown.yaml} hasLineNumbers maxLines={40} />
    </Stack>
  );
}
