/** One value of a facet that a list can be narrowed to. `count` is how many rows have it, when the server knows. */
export interface FacetOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

/** A column that a list can be narrowed by. No value selected means all. */
export interface Facet {
  readonly id: string;
  readonly label: string;
  readonly options: readonly FacetOption[];
  readonly selected: readonly string[];
}

/** One selected value, as a chip. */
export interface FacetChip {
  readonly facetId: string;
  readonly facetLabel: string;
  readonly value: string;
  readonly label: string;
}

/** The selection after a press on `value`; the order of the options is kept so that the address stays the same. */
export function toggleFacet(facet: Facet, value: string): string[] {
  const chosen = new Set(facet.selected);
  if (!chosen.delete(value)) chosen.add(value);
  const known = facet.options.filter((option) => chosen.has(option.value)).map((option) => option.value);
  return [...known, ...[...chosen].filter((each) => !known.includes(each))];
}

/** What the list is narrowed to, facet by facet. A value without an option (an old link) keeps its own name. */
export const facetChips = (facets: readonly Facet[]): FacetChip[] =>
  facets.flatMap((facet) =>
    facet.selected.map((value) => ({
      facetId: facet.id,
      facetLabel: facet.label,
      value,
      label: facet.options.find((option) => option.value === value)?.label ?? value,
    })),
  );
