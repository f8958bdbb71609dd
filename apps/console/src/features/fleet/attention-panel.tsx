"use client";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { severityMarks } from "../shared-cluster/finding-marks";
import { type Attention, attentionOf } from "./attention";

const MOST_SHOWN = 6;

function What({ of }: { readonly of: Attention }) {
  const t = useTranslations("fleet");
  const health = useTranslations("status.health");
  const say = useSay();
  if (of.kind === "finding") return <OutsideText>{say(of.finding)}</OutsideText>;
  if (of.kind === "link") return t(of.state === "unknown" ? "linkUnknown" : "linkLost");
  return of.troubles.map((trouble) => t(`trouble.${trouble.kind}`, { count: trouble.count, health: health(trouble.health) })).join(" · ");
}

const leadsTo = (of: Attention) => {
  const page = `/clusters/${of.clusterName}`;
  if (of.kind !== "health") return page;
  return of.troubles.some((trouble) => trouble.kind !== "nodes") ? `${page}/workloads` : `${page}/nodes`;
};

function Entry({ of }: { readonly of: Attention }) {
  const words = useTranslations("clusterWords");
  return (
    <li className="border-line border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="inline-flex min-w-0 items-center gap-2">
          <StatusMark {...severityMarks[of.severity]} word={words(`severity.${of.severity}`)} />
          <Link href={leadsTo(of)} variant="quiet">
            {of.clusterName}
          </Link>
        </span>
        {of.since !== null && (
          <span className="text-ink-soft text-small">
            <Time at={of.since} show="relative" />
          </span>
        )}
      </div>
      <p className="break-words">
        <What of={of} />
      </p>
    </li>
  );
}

/** The head of what wants a person, over all clusters, the most severe first. */
export function AttentionPanel({ clusters }: { readonly clusters: readonly FleetCluster[] }) {
  const t = useTranslations("fleet");
  const all = attentionOf(clusters);
  const more = all.length - MOST_SHOWN;
  return (
    <Panel title={t("attention")} aside={all.length > 0 && <span className="tabular-nums">{all.length}</span>}>
      {all.length === 0 ? (
        <p className="text-ink-soft">{t("attentionNone")}</p>
      ) : (
        <ul>
          {all.slice(0, MOST_SHOWN).map((each) => (
            <Entry key={each.key} of={each} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="border-line border-t pt-2">
          <Link href="/clusters">{t("moreAttention", { count: more })}</Link>
        </p>
      )}
    </Panel>
  );
}
