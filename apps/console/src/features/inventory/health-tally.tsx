"use client";
import type { Health } from "@holdfast/contracts/health";
import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { Quantity } from "@holdfast/ui/quantity";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { useTranslations } from "next-intl";
import { HealthStatus } from "../shared-status/status-word";

interface HealthTallyProps {
  readonly count: ResourceCount;
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
}

const worstFirst: readonly Health[] = ["Degraded", "Missing", "Unknown", "Progressing", "Suspended", "Healthy"];

/** How many objects of the kind there are by health, worst first. A press narrows the list to one health, a second one undoes it. */
export function HealthTally({ count, search, change }: HealthTallyProps) {
  const t = useTranslations("inventory");
  const chosen = search.facets.health ?? [];
  const turn = (health: Health) =>
    change({ facets: { ...search.facets, health: chosen.length === 1 && chosen[0] === health ? [] : [health] } });
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="sr-only">{t("byHealth")}</legend>
      {worstFirst.map((health) => {
        const number = count.byHealth[health] ?? 0;
        const isChosen = chosen.includes(health);
        if (number === 0 && !isChosen) return null;
        return (
          <button
            key={health}
            type="button"
            aria-pressed={isChosen}
            onClick={() => turn(health)}
            className={`inline-flex h-6 cursor-pointer items-center gap-1.5 rounded-m px-2 hover:bg-hover ${isChosen ? "bg-selected" : ""}`}
          >
            <Quantity value={number} unit="count" />
            <HealthStatus of={health} />
          </button>
        );
      })}
    </fieldset>
  );
}
