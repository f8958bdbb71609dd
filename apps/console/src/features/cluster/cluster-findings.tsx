"use client";
import type { FindingView } from "@holdfast/contracts/fleet";
import { Code } from "@holdfast/ui/code";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";
import { gravestFirst, severityMarks } from "../shared-cluster/finding-marks";
import { useTheCluster } from "./cluster-context";

function Finding({ of }: { readonly of: FindingView }) {
  const t = useTranslations("clusterWords");
  const say = useSay();
  return (
    <li className="border-line border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
          <StatusMark {...severityMarks[of.severity]} word={t(`severity.${of.severity}`)} />
          <Code>{of.code}</Code>
          <span className="min-w-0 break-words text-ink-soft">
            <OutsideText>{of.object}</OutsideText>
          </span>
        </span>
        <span className="text-ink-soft text-small">
          <Time at={of.firstSeenAt} />
        </span>
      </div>
      <p className="break-words">
        <OutsideText>{say(of)}</OutsideText>
      </p>
    </li>
  );
}

/** What was found of the cluster or its agent and is not resolved, the gravest first. */
export function ClusterFindings() {
  const t = useTranslations("cluster.findings");
  const { id } = useTheCluster();
  const query = useQuery(useTRPC().cluster.agent.queryOptions({ clusterId: id }));
  return (
    <Panel title={t("title")}>
      <Resolve
        query={query}
        loading={<SkeletonText lines={2} />}
        isEmpty={(detail) => detail.findings.length === 0}
        empty={<p className="text-ink-soft">{t("none")}</p>}
      >
        {(detail) => (
          <ul>
            {gravestFirst(detail.findings).map((finding) => (
              <Finding key={`${finding.code}/${finding.object}`} of={finding} />
            ))}
          </ul>
        )}
      </Resolve>
    </Panel>
  );
}
