"use client";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { instantOf, localMinute } from "./local-minute";
import type { Span, TimeRange } from "./time-range";

/** What somebody chose: a span, all times, or instants as the address keeps them. */
export type ChosenTime = { readonly since: Span | "all" } | { readonly from?: string; readonly to?: string };

interface TimeFilterProps {
  readonly range: TimeRange;
  readonly spans: readonly Span[];
  readonly onChange: (chosen: ChosenTime) => void;
}

/** A choice of two instants begins with the last day. */
const DAY_MS = 86_400_000;

/** When it happened: one of a few spans up to now, or between two instants. */
export function TimeFilter({ range: { span, from, to }, spans, onChange }: TimeFilterProps) {
  const t = useTranslations("time");
  const chosen = span ?? (from === undefined && to === undefined ? "all" : "between");
  const choose = (word: string) => {
    if (word === "between") onChange({ from: (from ?? new Date(Date.now() - DAY_MS)).toISOString() });
    else onChange({ since: spans.find((each) => each === word) ?? "all" });
  };
  const kept = { ...(from ? { from: from.toISOString() } : {}), ...(to ? { to: to.toISOString() } : {}) };
  const enter = (end: "from" | "to", minute: string) => {
    const at = instantOf(minute);
    if (at !== null) onChange({ ...kept, [end]: at });
  };
  return (
    <Inline gap="s" align="end">
      <SelectField
        name="since"
        label={t("label")}
        isLabelHidden
        value={chosen}
        onChange={choose}
        options={[
          { value: "all", label: t("all") },
          ...spans.map((word) => ({ value: word, label: t(`span.${word}`) })),
          { value: "between", label: t("between") },
        ]}
      />
      {chosen === "between" && (
        <>
          <TextField
            name="from"
            label={t("from")}
            isLabelHidden
            type="datetime-local"
            value={localMinute(from)}
            onChange={(minute) => enter("from", minute)}
          />
          <span aria-hidden="true">–</span>
          <TextField
            name="to"
            label={t("to")}
            isLabelHidden
            type="datetime-local"
            value={localMinute(to)}
            onChange={(minute) => enter("to", minute)}
          />
        </>
      )}
    </Inline>
  );
}
