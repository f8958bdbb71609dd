import { SearchKey } from "@holdfast/contracts/search";

const SHORT: Readonly<Record<string, SearchKey>> = { ns: "namespace", env: "environment" };

/** The key that a word means, in any case and by its short form; null when it means none. */
export function queryKey(word: string): SearchKey | null {
  const lower = word.toLowerCase();
  const parsed = SearchKey.safeParse(SHORT[lower] ?? lower);
  return parsed.success ? parsed.data : null;
}
