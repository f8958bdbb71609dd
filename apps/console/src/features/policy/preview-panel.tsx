"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Freshness } from "@holdfast/ui/freshness";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { validationActions } from "../shared-policy/validation-actions";
import { ClusterPreview } from "./cluster-preview";
import { oldestPreview, PREVIEW_BUDGET_MS } from "./preview-age";
import type { Preview } from "./use-preview";

interface PreviewPanelProps {
  readonly policy: PolicyView;
  readonly preview: Preview;
}

/** What the latest version would do: what each cluster's API server said to it in a dry run, and what it would judge. */
export function PreviewPanel({ policy, preview }: PreviewPanelProps) {
  const t = useTranslations("policy.preview");
  const version = policy.latestVersion;
  const actions = validationActions(policy.versions[0]?.objects ?? []);
  const placed = policy.clusters.filter((cluster) => cluster.isPlaced);
  const previewed = placed.flatMap((cluster) => {
    const found = policy.previews.find((each) => each.clusterId === cluster.clusterId);
    return found ? [{ cluster, preview: found }] : [];
  });
  const missing = placed.length - previewed.length;
  const button = (
    <Button size="s" onClick={preview.run} isBusy={preview.isBusy} refusal={preview.refusal}>
      {t("run")}
    </Button>
  );
  return (
    <Panel
      title={t("title", { version })}
      aside={previewed.length > 0 && <Freshness observedAt={oldestPreview(policy.previews)} budgetMs={PREVIEW_BUDGET_MS} />}
      actions={button}
    >
      <Stack gap="s">
        {preview.failure !== null && (
          <div role="alert">
            <Notice tone="bad" shape="cross" title={t("failed")}>
              {preview.failure.message}
            </Notice>
          </div>
        )}
        {previewed.length === 0 ? (
          <EmptyState title={t("none", { version })}>{t("noneHelp", { count: placed.length })}</EmptyState>
        ) : (
          <>
            {missing > 0 && <Notice tone="caution" shape="triangle" title={t("missing", { count: missing })} />}
            {previewed.map(({ cluster, preview: each }) => (
              <ClusterPreview
                key={each.clusterId}
                preview={each}
                environment={cluster.environment}
                actions={actions}
                scope={policy.scope.filter((row) => row.clusterId === each.clusterId)}
              />
            ))}
            <p className="text-ink-soft text-small">{t("scopeNote")}</p>
          </>
        )}
      </Stack>
    </Panel>
  );
}
