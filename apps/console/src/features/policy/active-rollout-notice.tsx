"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import { rolloutMarks } from "../shared-status/status-marks";

/** Says that a rollout of this policy is on its way or waits for somebody, and leads to it. */
export function ActiveRolloutNotice({ rollouts }: { readonly rollouts: readonly RolloutView[] }) {
  const t = useTranslations("policy");
  const active = rollouts.find(({ phase }) => phase === "Running" || phase === "AwaitingApproval");
  if (active === undefined) return null;
  const { id, phase, toVersion, action, currentWave, waves, requestedByName } = active;
  return (
    <Notice
      {...rolloutMarks[phase]}
      title={phase === "AwaitingApproval" ? t("active.awaiting") : t("active.running")}
      action={<LinkButton href={`/policies/rollouts/${id}`}>{t("active.open")}</LinkButton>}
    >
      {t(action === "push" ? "active.push" : "active.rollBack", {
        version: toVersion,
        wave: currentWave + 1,
        waves: waves.length,
        name: requestedByName,
      })}
    </Notice>
  );
}
