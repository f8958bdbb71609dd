"use client";
import type { Comparison } from "@holdfast/contracts/compare";
import { Button } from "@holdfast/ui/button";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Switch } from "@holdfast/ui/switch";
import { Toolbar } from "@holdfast/ui/toolbar";
import { ListChecks, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";

interface CompareHeadProps {
  readonly comparison: Comparison;
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
  readonly onReadAnew: () => void;
  readonly isReading: boolean;
  readonly onRules: () => void;
}

/** The answer in a line: how many objects are alike, and what is left out of the list because it may differ. */
export function CompareHead({ comparison, search, change, onReadAnew, isReading, onRules }: CompareHeadProps) {
  const { compared, alike, expected, byRules } = comparison;
  const t = useTranslations("compare");
  const isAlike = alike === compared;
  // Rounded down: a hundred per cent is said of pairs only that are.
  const percent = compared === 0 ? 0 : Math.floor((alike / compared) * 1000) / 1000;
  return (
    <Toolbar
      label={t("whole")}
      end={
        <>
          <Switch
            label={t("withExpected", { count: expected })}
            isOn={search.facets.expected?.[0] === "yes"}
            onChange={(isOn) => change({ facets: { ...search.facets, expected: isOn ? ["yes"] : [] } })}
          />
          <Button icon={<ListChecks aria-hidden="true" />} onClick={onRules}>
            {byRules === 0 ? t("rules") : t("byRules", { count: byRules })}
          </Button>
          <Button icon={<RefreshCw aria-hidden="true" />} onClick={onReadAnew} isBusy={isReading}>
            {t("readAnew")}
          </Button>
        </>
      }
    >
      <StatusMark
        tone={isAlike ? "good" : "caution"}
        shape={isAlike ? "tick" : "triangle"}
        word={t("alike", { alike, compared, percent })}
        emphasis="strong"
      />
    </Toolbar>
  );
}
