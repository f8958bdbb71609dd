"use client";
import type { PolicyView, RolloutView } from "@holdfast/contracts/policy";
import { CodeBlock } from "@holdfast/ui/code";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

interface RolloutChangesProps {
  readonly rollout: RolloutView;
  readonly policy: PolicyView;
}

/** What the clusters of the next wave would change, as their own API servers said in a dry run, and the text of the version. */
export function RolloutChanges({ rollout, policy }: RolloutChangesProps) {
  const t = useTranslations("approvals.rollout");
  const say = useSay();
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave).map((target) => target.clusterId);
  const previews = policy.previews.filter((preview) => wave.includes(preview.clusterId));
  const version = policy.versions.find((each) => each.number === rollout.toVersion);
  return (
    <Stack gap="m">
      {previews.map((preview) => (
        <Panel
          key={preview.clusterId}
          title={t("changesOn", { cluster: preview.clusterName })}
          aside={
            <>
              {t("dryRun")} <Time at={preview.previewedAt} />
            </>
          }
        >
          {preview.changes.length === 0 ? (
            <p>{say(preview) || t("noChange")}</p>
          ) : (
            <Stack gap="s">
              {preview.changes.map((change) => (
                <ObjectDiff key={`${change.kind} ${change.name}`} difference={change} />
              ))}
            </Stack>
          )}
        </Panel>
      ))}
      {version !== undefined && (
        <CodeBlock label={t("text", { number: version.number })} text={version.yaml} hasLineNumbers maxLines={30} />
      )}
    </Stack>
  );
}
