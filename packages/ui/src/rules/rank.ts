/** Something that can be found by typing. */
export interface Findable {
  readonly label: string;
  readonly group: string;
  readonly keywords?: string | undefined;
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** How well one word of a query fits: 0 is not at all; the start of the label is best, letters spread over it worst. */
function scoreWord(word: string, label: string, rest: string): number {
  if (label.startsWith(word)) return 5;
  if (label.includes(` ${word}`) || label.includes(`-${word}`)) return 4;
  if (label.includes(word)) return 3;
  if (rest.includes(word)) return 2;
  let from = 0;
  for (const letter of word) {
    from = label.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}

/** The items that fit every word of the query, best first, at most `limit`; equal fits keep their order. */
export function rank<T extends Findable>(query: string, items: readonly T[], limit: number): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items.slice(0, limit);
  return items
    .map((item, order) => {
      const label = fold(item.label);
      const rest = fold(`${item.group} ${item.keywords ?? ""}`);
      const scores = words.map((word) => scoreWord(word, label, rest));
      return { item, order, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) };
    })
    .filter((scored) => scored.score > 0)
    .sort((one, other) => other.score - one.score || one.order - other.order)
    .slice(0, limit)
    .map((scored) => scored.item);
}
