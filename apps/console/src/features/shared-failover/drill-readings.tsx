"use client";
import type { DrillReading } from "@holdfast/contracts/drill";
import { Code } from "@holdfast/ui/code";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

const lookOf = ({ held }: DrillReading) => {
  if (held === null) return { tone: "unknown", shape: "question", word: "blank" } as const;
  return held ? ({ tone: "good", shape: "tick", word: "held" } as const) : ({ tone: "bad", shape: "cross", word: "unheld" } as const);
};

/** What was read of the conditions of a drill: the figure, what it was to be, what was asked, where and when. */
export function DrillReadings({ readings }: { readonly readings: readonly DrillReading[] }) {
  const t = useTranslations("sharedFailover.drillReadings");
  const say = useSay();
  return (
    <ul aria-label={t("title")} className="flex flex-col gap-2">
      {readings.map((reading) => {
        const { word, ...look } = lookOf(reading);
        return (
          <li key={`${reading.when} ${reading.name}`} className="flex min-w-0 flex-col gap-0.5">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <StatusMark {...look} word={t(word)} />
              <span className="font-semibold">{reading.name}</span>
              <span className="text-ink-soft">{t(`when.${reading.when}`)}</span>
            </span>
            <span className="break-words tabular-nums">{say(reading)}</span>
            <span className="min-w-0 break-all">
              <Code>{reading.asked}</Code>
            </span>
            <span className="flex flex-wrap gap-x-2 text-ink-soft text-small">
              <span>{reading.cluster}</span>
              <Time at={new Date(reading.at)} />
              {reading.looks > 1 && <span>{t("looks", { looks: reading.looks, blanks: reading.blanks })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
