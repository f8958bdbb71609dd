"use client";
import type { DrillScheduleView } from "@holdfast/contracts/drill";
import { Button } from "@holdfast/ui/button";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTimesText } from "./use-times-text";

interface ScheduleItemProps {
  readonly schedule: DrillScheduleView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly isRemoving: boolean;
}

/** Whether it falls again, and when. */
function Standing({ schedule: { isPaused, nextAt, times } }: Pick<ScheduleItemProps, "schedule">) {
  const t = useTranslations("drills.schedule");
  const said = useTimesText()(times);
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      {isPaused ? (
        <StatusMark tone="caution" shape="pause" word={t("paused")} />
      ) : nextAt ? (
        <>
          <StatusMark tone="idle" shape="clock" word={t("nextOne")} /> <Time at={nextAt} />
        </>
      ) : (
        <StatusMark tone="idle" shape="tick" word={t("over")} />
      )}
      {said !== null && <span className="text-ink-soft">{said}</span>}
    </p>
  );
}

/** A schedule: of which plan, when, what for and in whose name. Removing asks once more. */
export function ScheduleItem({ schedule, onEdit, onRemove, isRemoving }: ScheduleItemProps) {
  const t = useTranslations("drills.schedule");
  const [isAsked, setAsked] = useState(false);
  const refusal = useGateRefusal()(schedule.manage);
  return (
    <li className="flex min-w-0 flex-col gap-1 border-line border-b pb-3 last:border-b-0">
      <h3 className="min-w-0 break-words font-medium">
        <OutsideText>{schedule.name}</OutsideText> · <Link href={`/failover/plans/${schedule.planId}`}>{schedule.planName}</Link>
      </h3>
      <Standing schedule={schedule} />
      <p className="min-w-0 break-words">
        <OutsideText>{schedule.reason}</OutsideText>
      </p>
      <p className="text-ink-soft">
        {t("bounds", { hours: schedule.askAheadMinutes / 60, minutes: schedule.graceMinutes })} {t("by", { name: schedule.madeByName })}{" "}
        <Time at={schedule.madeAt} />
      </p>
      <Inline gap="s">
        <Button size="s" refusal={refusal} onClick={onEdit}>
          {t("edit")}
        </Button>
        {isAsked ? (
          <>
            <Button size="s" variant="danger" isBusy={isRemoving} onClick={onRemove}>
              {t("reallyRemove")}
            </Button>
            <Button size="s" onClick={() => setAsked(false)}>
              {t("keepIt")}
            </Button>
          </>
        ) : (
          <Button size="s" refusal={refusal} onClick={() => setAsked(true)}>
            {t("remove")}
          </Button>
        )}
      </Inline>
    </li>
  );
}
