"use client";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useWeekday } from "../shared-time/use-weekday";
import type { FreezeDraft } from "./freeze-draft";

/** What the fields of a freeze hold, and how they change it. */
export interface FreezeFieldsProps {
  readonly draft: FreezeDraft;
  readonly change: (part: Partial<FreezeDraft>) => void;
  /** What is wrong with a choice of several boxes, which no single field can say. */
  readonly errors: Readonly<Record<string, string>>;
}

const WEEK = [1, 2, 3, 4, 5, 6, 0];

const turned = <T,>(all: readonly T[], one: T, isIn: boolean): T[] => (isIn ? [...all, one] : all.filter((each) => each !== one));

function Choice({
  legend,
  error,
  children,
}: {
  readonly legend: string;
  readonly error: string | undefined;
  readonly children: React.ReactNode;
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">{children}</div>
      {error !== undefined && <p className="text-bad-ink">{error}</p>}
    </fieldset>
  );
}

/** For which groups it is. */
function GroupFields({ draft, change, errors }: FreezeFieldsProps) {
  const t = useTranslations("failoverGuards.freeze");
  const plans = useQuery(useTRPC().plan.list.queryOptions()).data ?? [];
  const groups = [...new Set([...plans.map((plan) => plan.group), ...draft.groups])].sort();
  return (
    <>
      <SelectField
        name="scope"
        label={t("scope")}
        options={[
          { value: "all", label: t("allGroups") },
          { value: "some", label: t("someGroups") },
        ]}
        value={draft.isForAll ? "all" : "some"}
        onChange={(scope) => change({ isForAll: scope === "all" })}
      />
      {!draft.isForAll && (
        <Choice legend={t("groups")} error={errors.groups}>
          {groups.map((group) => (
            <Checkbox
              key={group}
              label={group}
              isChecked={draft.groups.includes(group)}
              onChange={(isIn) => change({ groups: turned(draft.groups, group, isIn) })}
            />
          ))}
        </Choice>
      )}
    </>
  );
}

/** On which days, from when and for how long it holds again and again. */
function RecurringFields({ draft, change, errors }: FreezeFieldsProps) {
  const t = useTranslations("failoverGuards.freeze");
  const weekday = useWeekday();
  const text = (name: "days" | "at" | "zone" | "hours") => ({
    ...{ name, label: t(name), value: draft[name], autoComplete: "off", isRequired: true },
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      {draft.repeats === "weekly" ? (
        <Choice legend={t("weekdays")} error={errors.weekdays}>
          {WEEK.map((day) => (
            <Checkbox
              key={day}
              label={weekday(day)}
              isChecked={draft.weekdays.includes(day)}
              onChange={(isIn) => change({ weekdays: turned(draft.weekdays, day, isIn) })}
            />
          ))}
        </Choice>
      ) : (
        <TextField {...text("days")} hint={t("daysHint")} />
      )}
      <div className="grid min-w-0 gap-4 sm:grid-cols-3">
        <TextField {...text("at")} hint={t("atHint")} isCode />
        <TextField {...text("hours")} type="number" hint={t("hoursHint")} />
        <TextField {...text("zone")} hint={t("zoneHint")} isCode />
      </div>
    </>
  );
}

/** What is frozen, why and when. */
export function FreezeFields(props: FreezeFieldsProps) {
  const t = useTranslations("failoverGuards.freeze");
  const { draft, change } = props;
  const instant = (name: "startsAt" | "endsAt") => ({
    ...{ name, label: t(name), type: "datetime-local" as const, value: draft[name], isRequired: true },
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      <TextField name="name" label={t("name")} hint={t("nameHint")} value={draft.name} onChange={(name) => change({ name })} isRequired />
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        isRequired
      />
      <GroupFields {...props} />
      <SelectField
        name="repeats"
        label={t("repeats")}
        options={(["once", "weekly", "monthly"] as const).map((value) => ({ value, label: t(`repeat.${value}`) }))}
        value={draft.repeats}
        // One of the options above.
        onChange={(repeats) => change({ repeats: repeats as FreezeDraft["repeats"] })}
      />
      {draft.repeats === "once" ? (
        <div className="grid min-w-0 gap-4 sm:grid-cols-2">
          <TextField {...instant("startsAt")} />
          <TextField {...instant("endsAt")} />
        </div>
      ) : (
        <RecurringFields {...props} />
      )}
    </>
  );
}
