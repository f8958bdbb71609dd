"use client";
import type { PolicyView, RolloutView } from "@holdfast/contracts/policy";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import type { WaveProgress } from "./rollout-progress";

interface DecisionSubjectProps {
  readonly rollout: RolloutView;
  readonly wave: WaveProgress;
  readonly policy: PolicyView | undefined;
}

/** Exactly what somebody says yes to: the version, its hash, who wrote it, and its text. */
export function DecisionSubject({ rollout, wave, policy }: DecisionSubjectProps) {
  const t = useTranslations("rollout.subject");
  if (rollout.toVersion === 0) return <p className="font-medium">{t("takeOff", { count: wave.targets.length })}</p>;
  if (policy === undefined) return <SkeletonText lines={6} />;
  const version = policy.versions.find((each) => each.number === rollout.toVersion);
  if (version === undefined) return <p>{t("gone", { version: rollout.toVersion })}</p>;
  return (
    <>
      <KeyValueList
        items={[
          { label: t("version"), value: String(version.number) },
          { label: t("hash"), value: <Code>{version.contentHash}</Code> },
          { label: t("writtenBy"), value: version.createdByName },
          { label: t("writtenAt"), value: <Time at={version.createdAt} /> },
        ]}
      />
      <CodeBlock
        label={t("text", { name: policy.name, version: version.number })}
        text={version.yaml.trimEnd()}
        hasLineNumbers
        maxLines={14}
      />
    </>
  );
}
