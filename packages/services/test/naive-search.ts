import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { matchesPattern } from "@holdfast/domain/search/matches-pattern";
import type { Pattern, SearchQuery, SearchTerm } from "@holdfast/domain/search/search-query";

/** An object of a test's fleet, with where it is. */
export interface PlacedRecord extends InventoryRecord {
  readonly cluster: { readonly name: string; readonly environment: string };
}

const part = (pattern: Pattern): Pattern => (pattern.length === 1 ? ["", pattern[0] ?? "", ""] : pattern);

function fits(record: PlacedRecord, key: SearchTerm["key"], pattern: Pattern): boolean {
  const text = (value: string | null | undefined) => value !== null && value !== undefined && matchesPattern(pattern, value);
  switch (key) {
    case "kind":
      return text(record.kind) || text(record.resource) || text(record.resource.split(".")[0]);
    case "cluster":
      return text(record.cluster.name);
    case "image":
      return record.images.some((image) => matchesPattern(part(pattern), image));
    case "owner":
      return pattern.some((each) => each.includes("/"))
        ? text(record.owner && `${record.owner.kind}/${record.owner.name}`)
        : text(record.owner?.name);
    case "text":
      return matchesPattern(part(pattern), record.name);
    case "name":
    case "namespace":
    case "status":
    case "node":
      return text(record[key]);
    default:
      throw new TypeError(`${key} takes no pattern`);
  }
}

/** A pattern as it is written, in the very case: labels tell one from the other. */
const fitsExactly = (pattern: Pattern, text: string) =>
  new RegExp(`^${pattern.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(".*")}$`, "s").test(text);

function holds(record: PlacedRecord, term: SearchTerm, now: Date): boolean {
  switch (term.key) {
    case "health":
      return term.values.includes(record.health);
    case "environment":
      return term.values.some((word) => word === record.cluster.environment);
    case "label":
      return term.values.some(({ name, value }) => {
        const label = record.labels[name];
        return label !== undefined && (value === null || fitsExactly(value, label));
      });
    case "age":
      return term.values.some(({ comparison, seconds }) => {
        const age = (now.getTime() - Date.parse(record.createdAt)) / 1000;
        return comparison === ">" ? age > seconds : age < seconds;
      });
    default:
      return term.values.some((pattern) => fits(record, term.key, pattern));
  }
}

/** What a query finds, told by looking at every object: what the store's answer is held against. */
export const naiveSearch = (records: readonly PlacedRecord[], query: SearchQuery, now: Date): PlacedRecord[] =>
  records.filter((record) => query.every((term) => holds(record, term, now) !== term.isNegated));
