"use client";
import type { FleetCluster, HealthCounts } from "@holdfast/contracts/fleet";
import { Card } from "@holdfast/ui/card";
import { FreshnessScope } from "@holdfast/ui/freshness";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSay } from "../../i18n/use-say";
import { healthOf } from "../shared-cluster/cluster-health";
import { clusterObservation } from "../shared-cluster/cluster-observation";
import { severityMarks } from "../shared-cluster/finding-marks";
import { HealthCount } from "../shared-cluster/health-count";
import { SimulatedBadge } from "../shared-cluster/simulated-badge";
import { shownLink } from "../shared-status/shown-link";
import { healthMarks, linkMarks } from "../shared-status/status-marks";
import { HealthStatus, LinkStatus } from "../shared-status/status-word";
import { attentionOf } from "./attention";
import { ClusterLag, useClusterLag } from "./cluster-lag";

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-baseline gap-2">
      <dt className="w-20 shrink-0 text-ink-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

const Count = ({ label, counts }: { readonly label: string; readonly counts: HealthCounts }) => (
  <Fact label={label}>
    <HealthCount counts={counts} />
  </Fact>
);

/** The most severe finding of a cluster in a line, and how many more there are. */
function Findings({ of }: { readonly of: FleetCluster }) {
  const t = useTranslations("clusterWords");
  const words = useTranslations("fleet");
  const say = useSay();
  const findings = attentionOf([of]).flatMap((each) => (each.kind === "finding" ? [each.finding] : []));
  const [first, ...others] = findings;
  if (first === undefined) return null;
  return (
    <div className="border-line border-t pt-2">
      <StatusMark {...severityMarks[first.severity]} word={t(`severity.${first.severity}`)} />
      <p className="line-clamp-2 break-words" title={say(first)}>
        <OutsideText>{say(first)}</OutsideText>
      </p>
      {others.length > 0 && <p className="text-ink-soft text-small">{words("moreFindings", { count: others.length })}</p>}
    </div>
  );
}

/** One cluster of a lane: its health and its link, what it runs, in which version, and the first thing that is wrong. */
export function ClusterCard({ of }: { readonly of: FleetCluster }) {
  const t = useTranslations("fleet");
  const { cluster, nodes, workloads, pods } = of;
  const { link } = cluster;
  const health = healthOf(of);
  const lag = useClusterLag(cluster.name);
  const shown = useNow((now) => shownLink(link, now));
  const isSeen = nodes.total + workloads.total + pods.total > 0;
  const tone = link.state === "connected" && health !== null ? healthMarks[health].tone : linkMarks[shown].tone;
  return (
    <Card tone={tone}>
      <Stack gap="s">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="min-w-0 font-semibold text-lead">
            <Link href={`/clusters/${cluster.name}`} variant="quiet">
              {cluster.name}
            </Link>
          </h3>
          {health === null ? (
            <LinkStatus of={link.state} awayUntil={link.awayUntil} emphasis="strong" />
          ) : (
            <HealthStatus of={health} emphasis="strong" />
          )}
        </div>
        <Inline gap="s">
          {health !== null && <LinkStatus of={link.state} awayUntil={link.awayUntil} />}
          {health === null && link.state !== "connected" && (
            <span className="text-ink-soft">
              <Time at={link.since} show="relative" />
            </span>
          )}
          {cluster.isSimulated && <SimulatedBadge />}
        </Inline>
        {isSeen && (
          <FreshnessScope {...clusterObservation(link)}>
            <dl>
              <Count label={t("nodes")} counts={nodes} />
              <Count label={t("workloads")} counts={workloads} />
              <Count label={t("pods")} counts={pods} />
              {lag !== null && (
                <Fact label={t("lag.label")}>
                  <ClusterLag lag={lag} />
                </Fact>
              )}
              {link.identityExpiresAt !== null && (
                <Fact label={t("certificate")}>
                  {t("ends")} <Time at={link.identityExpiresAt} show="relative" />
                </Fact>
              )}
            </dl>
          </FreshnessScope>
        )}
        <p className="break-words text-ink-soft text-small">
          {[cluster.region, cluster.kubernetesVersion].filter((each) => each !== null).join(" · ")}
        </p>
        <Findings of={of} />
      </Stack>
    </Card>
  );
}
