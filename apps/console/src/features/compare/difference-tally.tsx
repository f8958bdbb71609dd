"use client";
import type { Comparison } from "@holdfast/contracts/compare";
import { Quantity } from "@holdfast/ui/quantity";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { differenceGroups, groupMarks } from "./group-marks";

interface DifferenceTallyProps {
  readonly comparison: Pick<Comparison, "byGroup">;
  readonly chosen: readonly string[];
  readonly onChoose: (groups: string[]) => void;
}

/** How many unexpected differences there are of each group. A press narrows the list to one, a second one undoes it. */
export function DifferenceTally({ comparison: { byGroup }, chosen, onChoose }: DifferenceTallyProps) {
  const t = useTranslations("compare");
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="sr-only">{t("byGroup")}</legend>
      {differenceGroups.map((group) => {
        const isChosen = chosen.includes(group);
        if (byGroup[group] === 0 && !isChosen) return null;
        return (
          <button
            key={group}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(chosen.length === 1 && isChosen ? [] : [group])}
            className={`inline-flex h-6 cursor-pointer items-center gap-1.5 rounded-m px-2 hover:bg-hover ${isChosen ? "bg-selected" : ""}`}
          >
            <Quantity value={byGroup[group]} unit="count" />
            <StatusMark {...groupMarks[group]} word={t(`group.${group}`)} />
          </button>
        );
      })}
    </fieldset>
  );
}
