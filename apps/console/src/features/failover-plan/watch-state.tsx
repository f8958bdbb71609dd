"use client";
import type { VantageView, WatchView } from "@holdfast/contracts/arming";
import { Duration } from "@holdfast/ui/duration";
import { Freshness } from "@holdfast/ui/freshness";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import type { Tone } from "@holdfast/ui/rules/tone";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** The hub renews its row every five seconds; past this nobody is watching. */
const WATCH_BUDGET_MS = 15_000;

const marks: Readonly<Record<VantageView["sight"], { tone: Tone; shape: StatusShape }>> = {
  answers: { tone: "good", shape: "tick" },
  silent: { tone: "bad", shape: "cross" },
  unknown: { tone: "unknown", shape: "question" },
};

/** How long it still takes until the loss counts, by the server's state and this browser's clock, which `offsetMs` sets right. */
function HoldDown({ dueAt, offsetMs }: { readonly dueAt: Date; readonly offsetMs: number }) {
  const endsMs = dueAt.getTime() + offsetMs;
  const seconds = useNow((now) => Math.max(0, Math.ceil((endsMs - now) / 1000)));
  return <Duration ms={seconds * 1000} />;
}

/** What every side sees of the primary now, and what follows from it: nothing, a hold-down, or a loss and what holds its run back. */
export function WatchState({ watch, offsetMs }: { readonly watch: WatchView | null; readonly offsetMs: number }) {
  const t = useTranslations("arming");
  const say = useSay();
  if (watch === null) return <p className="text-ink-soft">{t("notWatchedYet")}</p>;
  return (
    <Stack gap="s">
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="font-semibold">{t(`watch.${watch.state}`)}</span>
        <Freshness observedAt={new Date(watch.lookedAt.getTime() + offsetMs)} budgetMs={WATCH_BUDGET_MS} />
      </p>
      <ul className="flex flex-col gap-1">
        {watch.vantages.map(({ vantage, sight, ...said }) => (
          <li key={vantage} className="flex flex-wrap items-center gap-x-3">
            <span className="w-32 text-ink-soft">{t(`vantage.${vantage}`)}</span>
            <StatusMark {...marks[sight]} word={t(vantage === "alarm" ? `alarmSight.${sight}` : `sight.${sight}`)} />
            <OutsideText>{say(said)}</OutsideText>
          </li>
        ))}
      </ul>
      {watch.state === "holding" && watch.dueAt && (
        <Notice tone="caution" shape="clock" title={t("holding")}>
          <p>
            {t("holdingHelp")} <HoldDown dueAt={watch.dueAt} offsetMs={offsetMs} />
          </p>
        </Notice>
      )}
      {watch.heldBack.length > 0 && (
        <Notice tone="bad" shape="pause" title={t("heldBack")}>
          <ul className="list-disc pl-4">
            {watch.heldBack.map((why) => (
              <li key={why.phrase?.code ?? why.message}>
                <OutsideText>{say(why)}</OutsideText>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Stack>
  );
}
