"use client";
import type { RolloutWave } from "@holdfast/contracts/policy";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";
import { useEnvironmentsText } from "./use-environments-text";

interface WavePreviewProps {
  readonly waves: readonly RolloutWave[];
  readonly clusters: readonly { readonly clusterName: string; readonly environment: string }[];
}

const MOST_NAMES = 12;

/** The waves of a push in their order: who is reached together, and where a second person has to agree first. */
export function WavePreview({ waves, clusters }: WavePreviewProps) {
  const t = useTranslations("policyWords");
  const environmentsText = useEnvironmentsText();
  return (
    <ol className="flex flex-col gap-1">
      {waves.map((wave, index) => {
        const own = clusters.filter((cluster) =>
          wave.clusters.length > 0 ? wave.clusters.includes(cluster.clusterName) : wave.environments.includes(cluster.environment),
        );
        const names = own.slice(0, MOST_NAMES).map((cluster) => cluster.clusterName);
        return (
          <li key={wave.name} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <span className="font-medium">
              {t("wave", {
                wave: index + 1,
                environments: environmentsText(wave.environments.filter((each) => own.some((c) => c.environment === each))),
              })}
            </span>
            <span className="min-w-0 break-words text-ink-soft">
              {own.length > names.length
                ? t("namesAndMore", { names: names.join(", "), more: own.length - names.length })
                : names.join(", ")}
            </span>
            {wave.needsApproval && <Badge tone="caution">{t("needsSecondPerson")}</Badge>}
            {wave.soakSeconds > 0 && <Badge>{t("soaks", { seconds: wave.soakSeconds })}</Badge>}
            {wave.gate !== null && <Badge>{t("hasGate")}</Badge>}
          </li>
        );
      })}
    </ol>
  );
}
