"use client";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { auditQuestion, chosenSpan, type Span, spans } from "./audit-search";
import { instantOf, localMinute } from "./local-minute";

interface TimeFilterProps {
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
}

const DAY_MS = 86_400_000;

// The keys are the spans by the type of the table.
const words = Object.keys(spans) as Span[];

/** When it happened: one of a few spans up to now, or between two instants. */
export function TimeFilter({ search, change }: TimeFilterProps) {
  const t = useTranslations("audit.time");
  const { from, to } = auditQuestion(search, 0);
  const span = chosenSpan(search);
  const chosen = span ?? (from === undefined && to === undefined ? "all" : "between");
  const put = (times: { since?: string; from?: string; to?: string }) => {
    const { since: _since, from: _from, to: _to, ...others } = search.facets;
    change({ facets: { ...others, ...Object.fromEntries(Object.entries(times).map(([name, value]) => [name, [value]])) } });
  };
  const choose = (word: string) => {
    if (word === "all") put({});
    else if (word === "between") put({ from: new Date(Date.now() - DAY_MS).toISOString() });
    else put({ since: word });
  };
  const kept = { ...(from ? { from: from.toISOString() } : {}), ...(to ? { to: to.toISOString() } : {}) };
  const enter = (end: "from" | "to", minute: string) => {
    const at = instantOf(minute);
    if (at !== null) put({ ...kept, [end]: at });
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
          ...words.map((word) => ({ value: word, label: t(`span.${word}`) })),
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
