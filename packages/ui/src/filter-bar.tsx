"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { shown } from "./internal/plain-text";
import { Menu } from "./menu";
import { type Facet, facetChips, toggleFacet } from "./rules/facets";
import { visibleName } from "./rules/visible-text";
import { SearchField, type SearchFieldProps } from "./search-field";
import { Toolbar } from "./toolbar";
import { useUi } from "./ui-provider";

export interface FilterBarProps {
  readonly label: string;
  readonly search?: SearchFieldProps;
  readonly facets: readonly Facet[];
  readonly onFacetChange: (facetId: string, selected: string[]) => void;
  readonly onClear: () => void;
  /** What stands at the end, for example a button that adds. */
  readonly end?: ReactNode;
}

/** Narrows a list: a search, a menu for each facet, and a chip for each chosen value. It keeps nothing: the address does. */
export function FilterBar({ label, search, facets, onFacetChange, onClear, end }: FilterBarProps) {
  const { text } = useUi();
  const chips = facetChips(facets);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Toolbar label={label} end={end}>
        {search !== undefined && <SearchField {...search} />}
        {facets.map((facet) => (
          <Menu
            key={facet.id}
            label={facet.label}
            sections={[
              {
                id: facet.id,
                items: facet.options.map((option) => ({
                  kind: "check" as const,
                  id: option.value,
                  label: option.count === undefined ? option.label : `${option.label} (${option.count})`,
                  isChecked: facet.selected.includes(option.value),
                  onCheck: () => onFacetChange(facet.id, toggleFacet(facet, option.value)),
                })),
              },
            ]}
          />
        ))}
      </Toolbar>
      {chips.length > 0 && (
        <ul className="flex flex-wrap items-center gap-1.5">
          {chips.map((chip) => (
            <li
              key={`${chip.facetId}=${chip.value}`}
              className="inline-flex h-6 max-w-full items-center rounded-m border border-accent bg-accent-wash pl-2"
            >
              <span className="truncate text-ink text-small">
                <span className="text-accent-ink">{chip.facetLabel}</span> {shown(chip.label)}
              </span>
              <button
                type="button"
                aria-label={text.filter.remove(chip.facetLabel, visibleName(chip.label))}
                className="inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-m text-accent-ink hover:text-ink [&_svg]:size-3.5"
                onClick={() => {
                  const facet = facets.find((each) => each.id === chip.facetId);
                  if (facet) onFacetChange(facet.id, toggleFacet(facet, chip.value));
                }}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
          <li>
            <Button size="s" variant="quiet" onClick={onClear}>
              {text.filter.clearAll}
            </Button>
          </li>
        </ul>
      )}
    </div>
  );
}
