"use client";
import type { DrillProofView } from "@holdfast/contracts/drill";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { DrillReadings } from "../shared-failover/drill-readings";
import { DrillVerdictMark } from "../shared-failover/drill-verdict-mark";

/** What the drill proves, and what was read of each of its conditions. */
export function RunDrill({ drill }: { readonly drill: DrillProofView }) {
  const t = useTranslations("failoverRun.drill");
  const say = useSay();
  return (
    <div className="flex flex-col gap-2">
      <DrillVerdictMark of={drill.verdict} emphasis="strong" />
      {drill.judgedAt === null ? (
        <p className="text-ink-soft">{t("pending")}</p>
      ) : (
        <p className="break-words">
          {say(drill)} · <Time at={drill.judgedAt} />
        </p>
      )}
      {drill.readings.length > 0 && <DrillReadings readings={drill.readings} />}
    </div>
  );
}
