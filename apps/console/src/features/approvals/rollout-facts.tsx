"use client";
import type { PolicyVersionView, RolloutView } from "@holdfast/contracts/policy";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { ShortHash } from "../shared-failover/short-hash";

interface RolloutFactsProps {
  readonly rollout: RolloutView;
  /** The version that is pushed; null while it is read, and for a rollout that takes the policy off. */
  readonly version: PolicyVersionView | null;
}

/** What the yes is about: which version, by its hash, to which clusters, at whose request. */
export function RolloutFacts({ rollout, version }: RolloutFactsProps) {
  const t = useTranslations("approvals.rollout");
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
  return (
    <KeyValueList
      items={[
        { label: t("hash"), value: version === null ? "—" : <ShortHash hash={version.contentHash} isWhole /> },
        { label: t("policy"), value: <Link href={`/policies/${rollout.policyId}`}>{rollout.policyName}</Link> },
        { label: t("version"), value: rollout.toVersion === 0 ? t("takenOff") : String(rollout.toVersion) },
        { label: t("action"), value: t(`actionOf.${rollout.action}`) },
        { label: t("wave"), value: t("waveOf", { wave: rollout.currentWave + 1, waves: rollout.waves.length }) },
        { label: t("clusters"), value: <Code>{wave.map((target) => target.clusterName).join(", ")}</Code> },
        { label: t("by"), value: rollout.requestedByName },
        { label: t("requested"), value: <Time at={rollout.requestedAt} /> },
        { label: t("rollout"), value: <Link href={`/policies/rollouts/${rollout.id}`}>{rollout.id}</Link> },
      ]}
    />
  );
}
