"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { WaveProgress } from "./rollout-progress";
import { useDecideRefusal } from "./use-decide-refusal";

interface DecisionNoticeProps {
  readonly rollout: RolloutView;
  readonly wave: WaveProgress;
  readonly onAsk: (what: "approve" | "decline") => void;
}

/** Says that the rollout stands still until a second person decides, about what, and lets them; whoever may not is told why. */
export function DecisionNotice({ rollout, wave, onAsk }: DecisionNoticeProps) {
  const t = useTranslations("rollout");
  const refusal = useDecideRefusal(rollout);
  if (rollout.phase !== "AwaitingApproval") return null;
  return (
    <Notice
      tone="caution"
      shape="diamond"
      title={t("awaiting.title", { wave: wave.index + 1 })}
      action={
        <Inline gap="s">
          <Button onClick={() => onAsk("decline")} refusal={refusal}>
            {t("decline")}
          </Button>
          <Button variant="primary" onClick={() => onAsk("approve")} refusal={refusal}>
            {t("approve")}
          </Button>
        </Inline>
      }
    >
      <p>{t("awaiting.what", { names: wave.targets.map((target) => target.clusterName).join(", "), by: rollout.requestedByName })}</p>
      {refusal !== null && <p>{refusal}</p>}
      <p>
        <Link href="/approvals">{t("awaiting.inbox")}</Link>
      </p>
    </Notice>
  );
}
