"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { shownLink } from "../shared-status/shown-link";
import { linkMarks } from "../shared-status/status-marks";

/** Says what a missing link means for what is below it, and what to do about it. Nothing is drawn while the agent is connected. */
export function LinkNotice({ cluster }: { readonly cluster: ClusterView }) {
  const t = useTranslations("cluster.linkNotice");
  const { lastHeartbeatAt, awayUntil } = cluster.link;
  const state = useNow((now) => shownLink(cluster.link, now));
  if (state === "connected") return null;
  return (
    <Notice
      {...linkMarks[state]}
      title={t(`${state}.title`)}
      action={<LinkButton href={`/clusters/${cluster.name}/agent`}>{t(`${state}.action`)}</LinkButton>}
    >
      <p>
        {t(`${state}.help`)}
        {lastHeartbeatAt !== null && (
          <>
            {" "}
            {t("lastSeen")} <Time at={lastHeartbeatAt} />
            {state === "away" && (
              <>
                {" "}
                {t("awayUntil")} <Time at={awayUntil} />
              </>
            )}
          </>
        )}
      </p>
    </Notice>
  );
}
