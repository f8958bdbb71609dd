"use client";
import type { DriftUntold } from "@holdfast/contracts/policy-drift";
import { Notice } from "@holdfast/ui/notice";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

const MOST = 10;

/** Names where nobody can tell whether anything drifts, and since when. Nothing is drawn while all clusters answer. */
export function UntoldNotice({ untold }: { readonly untold: readonly DriftUntold[] }) {
  const t = useTranslations("drift");
  const say = useSay();
  if (untold.length === 0) return null;
  return (
    <Notice tone="stale" shape="clock" title={t("untold", { count: untold.length })}>
      <ul className="flex flex-col gap-0.5">
        {untold.slice(0, MOST).map(({ policyId, policyName, clusterId, clusterName, lookedAt, why }) => (
          <li key={`${policyId} ${clusterId}`}>
            <span className="font-medium">{t("policyOn", { policy: policyName, cluster: visibleName(clusterName) })}</span>{" "}
            <span className="text-ink-soft">
              {say(why)} {t("lastLooked")} <Time at={lookedAt} />
            </span>
          </li>
        ))}
      </ul>
      {untold.length > MOST && <p>{t("more", { count: untold.length - MOST })}</p>}
    </Notice>
  );
}
