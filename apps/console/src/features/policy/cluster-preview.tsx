"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import type { PolicyPreview, PolicyScope } from "@holdfast/contracts/policy";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import type { Tone } from "@holdfast/ui/rules/tone";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import type { ValidationAction } from "../shared-policy/validation-actions";
import { changeCounts, PREVIEW_BUDGET_MS } from "./preview-age";
import { ScopeLine } from "./scope-line";

const marks: Readonly<Record<PolicyPreview["state"], { tone: Tone; shape: StatusShape }>> = {
  previewed: { tone: "good", shape: "tick" },
  refused: { tone: "bad", shape: "cross" },
  unreachable: { tone: "unknown", shape: "question" },
};

interface ClusterPreviewProps {
  readonly preview: PolicyPreview;
  readonly environment: Environment;
  readonly actions: readonly ValidationAction[];
  readonly scope: readonly PolicyScope[];
}

/** What one cluster said: whether its API server takes the version, what that would change, and what it would judge from then on. */
export function ClusterPreview({ preview, environment, actions, scope }: ClusterPreviewProps) {
  const t = useTranslations("policy.preview");
  const say = useSay();
  const counts = changeCounts(preview);
  return (
    <section aria-label={preview.clusterName} className="min-w-0 rounded-m border border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-1.5">
        <Inline gap="s">
          <span className="min-w-32 font-medium">{preview.clusterName}</span>
          <EnvironmentBadge of={environment} />
        </Inline>
        <StatusMark
          {...marks[preview.state]}
          word={t(`state.${preview.state}`)}
          observation={{ observedAt: preview.previewedAt, budgetMs: PREVIEW_BUDGET_MS }}
        />
        {preview.state === "previewed" ? (
          <span className="text-ink-soft tabular-nums">{t("counts", { ...counts })}</span>
        ) : (
          <span className="min-w-0 break-words">{say(preview)}</span>
        )}
        {counts.warnings > 0 && <StatusMark tone="caution" shape="triangle" word={t("warnings", { count: counts.warnings })} />}
      </div>
      {preview.state === "previewed" && <ScopeLine scope={scope} actions={actions} />}
      {preview.changes.length > 0 && (
        <details className="border-line border-t">
          <summary className="min-h-8 cursor-pointer px-3 py-1.5 text-accent-ink">{t("show", { count: preview.changes.length })}</summary>
          <div className="p-3 pt-1">
            <Stack gap="s">
              {preview.changes.map((change) => (
                <ObjectDiff key={`${change.kind}/${change.namespace ?? ""}/${change.name}`} difference={change} />
              ))}
            </Stack>
          </div>
        </details>
      )}
    </section>
  );
}
