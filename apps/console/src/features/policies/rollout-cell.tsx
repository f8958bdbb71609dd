"use client";
import type { PolicyListRow } from "@holdfast/contracts/policy";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { RolloutStatus } from "../shared-status/status-word";

/** Where the newest rollout of a policy stands; the wave only while it is on its way. */
export function RolloutCell({ rollout }: { readonly rollout: PolicyListRow["rollout"] }) {
  const t = useTranslations("policies");
  if (rollout === null) return <span className="text-ink-soft">{t("neverPushed")}</span>;
  const isOnItsWay = rollout.phase === "Running" || rollout.phase === "AwaitingApproval";
  return (
    <Inline gap="s">
      <RolloutStatus of={rollout.phase} />
      {isOnItsWay && (
        <span className="whitespace-nowrap text-ink-soft text-small tabular-nums">
          {t("waveOf", { wave: rollout.currentWave + 1, waves: rollout.waves })}
        </span>
      )}
    </Inline>
  );
}
