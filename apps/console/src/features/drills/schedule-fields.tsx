"use client";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useWeekday } from "../shared-time/use-weekday";
import type { ScheduleDraft, Week } from "./schedule-draft";

/** What the fields of a schedule hold, and how they change it. */
export interface ScheduleFieldsProps {
  readonly draft: ScheduleDraft;
  readonly change: (part: Partial<ScheduleDraft>) => void;
  /** What is wrong with a choice of several boxes, which no single field can say. */
  readonly errors: Readonly<Record<string, string>>;
  /** A schedule stays with its plan. */
  readonly isPlanFixed: boolean;
}

const WEEK = [1, 2, 3, 4, 5, 6, 0];
const weeks: readonly Week[] = ["first", "second", "third", "fourth", "last"];

const turned = (all: readonly number[], one: number, isIn: boolean): number[] =>
  isIn ? [...all, one] : all.filter((each) => each !== one);

function useText({ draft, change }: Pick<ScheduleFieldsProps, "draft" | "change">) {
  const t = useTranslations("drills.schedule");
  return (name: "name" | "reason" | "days" | "months" | "at" | "zone" | "askAheadHours" | "graceMinutes") => ({
    ...{ name, label: t(name), hint: t(`${name}Hint`), value: draft[name], autoComplete: "off" },
    onChange: (value: string) => change({ [name]: value }),
  });
}

/** On which days it falls. */
function DayFields({ draft, change, errors }: ScheduleFieldsProps) {
  const t = useTranslations("drills.schedule");
  const week = useTranslations("drills.times.week");
  const weekday = useWeekday();
  const text = useText({ draft, change });
  if (draft.repeats === "weekly")
    return (
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t("weekdays")}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {WEEK.map((day) => (
            <Checkbox
              key={day}
              label={weekday(day)}
              isChecked={draft.weekdays.includes(day)}
              onChange={(isIn) => change({ weekdays: turned(draft.weekdays, day, isIn) })}
            />
          ))}
        </div>
        {errors.weekdays !== undefined && <p className="text-bad-ink">{errors.weekdays}</p>}
      </fieldset>
    );
  return (
    <div className="grid min-w-0 gap-4 sm:grid-cols-3">
      {draft.repeats === "monthly" ? (
        <>
          <SelectField
            name="week"
            label={t("week")}
            options={weeks.map((value) => ({ value, label: week(value) }))}
            value={draft.week}
            // One of the options above.
            onChange={(value) => change({ week: value as Week })}
          />
          <SelectField
            name="weekday"
            label={t("weekday")}
            options={WEEK.map((day) => ({ value: String(day), label: weekday(day) }))}
            value={String(draft.weekday)}
            onChange={(value) => change({ weekday: Number(value) })}
          />
        </>
      ) : (
        <TextField {...text("days")} isRequired />
      )}
      <TextField {...text("months")} />
    </div>
  );
}

/** When it falls. */
function TimeFields(props: ScheduleFieldsProps) {
  const t = useTranslations("drills.schedule");
  const { draft, change } = props;
  const text = useText(props);
  return (
    <>
      <SelectField
        name="repeats"
        label={t("repeats")}
        options={(["monthly", "days", "weekly", "once"] as const).map((value) => ({ value, label: t(`repeat.${value}`) }))}
        value={draft.repeats}
        // One of the options above.
        onChange={(repeats) => change({ repeats: repeats as ScheduleDraft["repeats"] })}
      />
      {draft.repeats === "once" ? (
        <TextField
          name="startsAt"
          label={t("startsAt")}
          type="datetime-local"
          value={draft.startsAt}
          onChange={(startsAt) => change({ startsAt })}
          isRequired
        />
      ) : (
        <>
          <DayFields {...props} />
          <div className="grid min-w-0 gap-4 sm:grid-cols-2">
            <TextField {...text("at")} isCode isRequired />
            <TextField {...text("zone")} isCode isRequired />
          </div>
        </>
      )}
    </>
  );
}

/** Which plan is drilled, why, when, and how long it is asked for ahead. */
export function ScheduleFields(props: ScheduleFieldsProps) {
  const t = useTranslations("drills.schedule");
  const { draft, change, isPlanFixed } = props;
  const text = useText(props);
  const plans = useQuery(useTRPC().plan.list.queryOptions()).data ?? [];
  return (
    <>
      <SelectField
        name="planId"
        label={t("planId")}
        placeholder={t("planNone")}
        options={plans.map((plan) => ({ value: plan.id, label: plan.name }))}
        value={draft.planId}
        onChange={(planId) => change({ planId })}
        isDisabled={isPlanFixed}
        isRequired
      />
      <TextField {...text("name")} isRequired />
      <TextField {...text("reason")} isRequired />
      <TimeFields {...props} />
      <div className="grid min-w-0 gap-4 sm:grid-cols-2">
        <TextField {...text("askAheadHours")} type="number" isRequired />
        <TextField {...text("graceMinutes")} type="number" isRequired />
      </div>
      <Checkbox label={t("isPaused")} hint={t("isPausedHint")} isChecked={draft.isPaused} onChange={(isPaused) => change({ isPaused })} />
    </>
  );
}
