"use client";
import type { ImpactCluster, ImpactClusterState } from "@holdfast/contracts/policy-impact";
import type { Tone } from "@holdfast/ui/rules/tone";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";

const marks: Readonly<Record<ImpactClusterState, { tone: Tone; shape: StatusShape }>> = {
  waiting: { tone: "unknown", shape: "ring" },
  judging: { tone: "busy", shape: "ring" },
  judged: { tone: "good", shape: "tick" },
  stopped: { tone: "unknown", shape: "question" },
  failed: { tone: "bad", shape: "cross" },
};

/** What was found in one cluster: how many objects were judged, and how many of them go against the version. */
export function ImpactClusterLine({ cluster }: { readonly cluster: ImpactCluster }) {
  const t = useTranslations("policy.impact");
  const say = useSay();
  const { state, judged, distinct, denied, warned, audited, notJudged } = cluster;
  const isClean = denied + warned + audited === 0 && judged > 0 && notJudged.length === 0;
  return (
    <section aria-label={t("of", { cluster: cluster.clusterName })} className="min-w-0 rounded-m border border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-1.5">
        <Inline gap="s">
          <span className="min-w-32 font-medium">{cluster.clusterName}</span>
          <EnvironmentBadge of={cluster.environment} />
        </Inline>
        <StatusMark {...marks[state]} word={t(`state.${state}`)} />
        {state === "failed" && <span className="min-w-0 break-words">{say(cluster)}</span>}
        {(state === "judged" || state === "judging") && (
          <span className="text-ink-soft tabular-nums">{t("counts", { judged, distinct })}</span>
        )}
        {denied > 0 && <StatusMark tone="bad" shape="cross" word={t("denied", { count: denied })} />}
        {warned > 0 && <StatusMark tone="caution" shape="triangle" word={t("warned", { count: warned })} />}
        {audited > 0 && <StatusMark tone="caution" shape="triangle" word={t("audited", { count: audited })} />}
        {state === "judged" && isClean && <span>{t("clean")}</span>}
      </div>
      {notJudged.length > 0 && (
        <ul aria-label={t("notJudged", { count: notJudged.length })} className="border-line border-t bg-sunken px-3 py-1.5">
          {notJudged.map((each) => (
            <li key={each.message} className="break-words">
              {say(each)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
