import { type Document, isScalar, visit, YAMLParseError } from "yaml";

/** So many aliases people write; each of them is looked up through the whole text. */
const MOST_ALIASES = 100;

/** Given to the parser, whose own look for keys that stand twice compares each with each: `repeatedKeys` looks once. */
export const withoutKeyCheck = { uniqueKeys: false } as const;

/** Whether a text has more aliases than it may cost to look up. */
export function hasManyAliases(document: Document): boolean {
  let aliases = 0;
  visit(document, {
    Alias() {
      aliases += 1;
      return aliases > MOST_ALIASES ? visit.BREAK : undefined;
    },
  });
  return aliases > MOST_ALIASES;
}

/** The keys that stand twice in one map, as the parser would complain of them. */
export function repeatedKeys(document: Document): YAMLParseError[] {
  const errors: YAMLParseError[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const [from, to] = key.range ?? [0, 1];
        if (seen.has(key.value)) errors.push(new YAMLParseError([from, to], "DUPLICATE_KEY", "Map keys must be unique"));
        seen.add(key.value);
      }
    },
  });
  return errors;
}
