"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Freshness } from "@holdfast/ui/freshness";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { validationActions } from "../shared-policy/validation-actions";
import { WavePreview } from "../shared-policy/wave-preview";
import { oldestPreview, PREVIEW_BUDGET_MS } from "./preview-age";

interface PushDialogProps {
  readonly policy: PolicyView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Sends the latest version on its way: says through which waves, what happens at each, and whose yes is needed. */
export function PushDialog({ policy, isOpen, onClose }: PushDialogProps) {
  const t = useTranslations("policy.pushDialog");
  const { readFailure, navigate } = useUi();
  const push = useMutation(useTRPC().policy.push.mutationOptions());
  const mayPush = useRefusal("policy:push");
  const refusal = useGateRefusal()(policy.push);
  const { name, latestVersion: version, waves } = policy;
  const placed = policy.clusters.filter((cluster) => cluster.isPlaced);
  const actions = validationActions(policy.versions[0]?.objects ?? []);
  const stageWord = useTranslations("policyWords.stage");
  const impact = useQuery(useTRPC().policy.impact.queryOptions(isOpen ? { policyId: policy.id, version } : skipToken)).data;
  const sum = (of: "denied" | "warned" | "audited") => impact?.clusters.reduce((total, each) => total + each[of], 0) ?? 0;
  const scope = policy.scope.reduce((sum, row) => sum + row.count, 0);
  const confirm = () =>
    push.mutate(
      { policyId: policy.id, version },
      {
        onSuccess: ({ rolloutId }) => {
          onClose();
          notify({ tone: "good", title: t("begun", { name, version }), detail: t("begunDetail") });
          navigate(`/policies/rollouts/${rolloutId}`);
        },
      },
    );
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title", { name, version })}
      description={t("description", { count: placed.length, waves: waves.length })}
      size="m"
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" onClick={confirm} isBusy={push.isPending} refusal={mayPush ?? refusal}>
            {t("confirm", { version })}
          </Button>
        </>
      }
    >
      <Stack gap="m">
        <WavePreview waves={waves} clusters={placed} />
        <ul className="flex list-disc flex-col gap-1 pl-4">
          <li>{t("eachWave", { count: policy.strategy.maxConcurrent })}</li>
          {policy.stages.length > 1 && <li>{t("stages", { stages: policy.stages.map((stage) => stageWord(stage)).join(" → ") })}</li>}
          <li>{t(`onFailure.${policy.strategy.onFailure}`, { count: policy.strategy.failureBudget })}</li>
          {waves.some((wave) => wave.needsApproval) && <li>{t("approval")}</li>}
          <li>{actions[0] === undefined ? t("effect.none") : t(`effect.${actions[0]}`, { count: scope })}</li>
          <li>{t("wayBack")}</li>
        </ul>
        {impact?.state === "judged" && (
          <p className="font-medium">{t("impact", { denied: sum("denied"), warned: sum("warned"), audited: sum("audited") })}</p>
        )}
        <p className="flex flex-wrap gap-x-2 text-ink-soft">
          {t("previewed")} <Freshness observedAt={oldestPreview(policy.previews)} budgetMs={PREVIEW_BUDGET_MS} />
        </p>
        {refusal !== null && (
          <Notice tone="caution" shape="lock" title={t("notNow")}>
            {refusal}
          </Notice>
        )}
        {push.error && <FailureNotice title={t("refused")}>{readFailure(push.error).message}</FailureNotice>}
      </Stack>
    </Dialog>
  );
}
