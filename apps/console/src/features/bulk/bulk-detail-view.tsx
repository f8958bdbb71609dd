"use client";
import type { BulkDetail } from "@holdfast/contracts/bulk";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Link } from "@holdfast/ui/link";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Notice } from "@holdfast/ui/notice";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { ProgressBar } from "@holdfast/ui/progress-bar";
import { remainingMs } from "@holdfast/ui/rules/progress";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { BulkActions } from "./bulk-actions";
import { BulkChildren } from "./bulk-children";
import { answeredOf, bulkOutcome, outcomeMarks } from "./bulk-outcome";
import { bulkMarks, bulkStandings } from "./bulk-standing-marks";
import { useBulkName } from "./use-bulk-name";

const tones = { running: "busy", stopping: "caution", done: "good", partly: "caution", stopped: "caution", none: "bad" } as const;

function BulkProgress({ bulk }: { readonly bulk: BulkDetail }) {
  const t = useTranslations("bulk");
  const done = answeredOf(bulk);
  const outcome = bulkOutcome(bulk);
  const { requestedAt, finishedAt, current, total, tally } = bulk;
  const elapsedMs = useNow((now) => Math.max(0, (finishedAt === null ? now : Number(finishedAt)) - Number(requestedAt)));
  return (
    <Panel title={t("progress")}>
      <Stack gap="s">
        <ProgressBar
          label={t(`outcome.${outcome}`)}
          done={done}
          total={total}
          noun={t("objects")}
          tone={tones[outcome]}
          elapsedMs={elapsedMs}
          {...(finishedAt === null ? { remainingMs: remainingMs(done, total, elapsedMs) } : {})}
          {...(current.length > 0 ? { current: t("current", { names: current.map(visibleName).join(", ") }) } : {})}
        />
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {bulkStandings.map((standing) => {
            const count = tally[standing] ?? 0;
            return count === 0 ? null : (
              <li key={standing}>
                <StatusMark {...bulkMarks[standing]} word={t("counted", { count, standing: t(`standing.${standing}`) })} />
              </li>
            );
          })}
        </ul>
      </Stack>
    </Panel>
  );
}

/** A bulk order that was read: how far it is, what can be done about it, and what became of each object. */
export function BulkDetailView({ bulk }: { readonly bulk: BulkDetail }) {
  const t = useTranslations("bulk");
  const nav = useTranslations("nav");
  const name = useBulkName()(bulk);
  const outcome = bulkOutcome(bulk);
  return (
    <Stack gap="m">
      <LiveRegion>{`${t(`outcome.${outcome}`)}: ${t("of", { done: answeredOf(bulk), total: bulk.total })}`}</LiveRegion>
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("bulk"), href: "/bulk" }]} current={name} />}
        title={name}
        status={<StatusMark {...outcomeMarks[outcome]} word={t(`outcome.${outcome}`)} emphasis="strong" />}
        description={
          <>
            {t("by", { name: visibleName(bulk.requestedBy) })} <Time at={bulk.requestedAt} show="relative" />
          </>
        }
        actions={<BulkActions bulk={bulk} />}
      />
      {bulk.stoppedAt !== null && (
        <Notice tone="caution" shape="dash" title={t("stoppedBy", { name: visibleName(bulk.stoppedBy ?? "") })}>
          <Time at={bulk.stoppedAt} />
        </Notice>
      )}
      {bulk.undoes !== null && <Link href={`/bulk/${bulk.undoes}`}>{t("takesBack")}</Link>}
      {bulk.undoneBy !== null && <Link href={`/bulk/${bulk.undoneBy}`}>{t("takenBack")}</Link>}
      <BulkProgress bulk={bulk} />
      <BulkChildren bulk={bulk} />
    </Stack>
  );
}
