/** A line of two texts beside each other: in both, only in the newer, or only in the older. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** The lengths of the longest common subsequence of every pair of suffixes. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const here = table[i] as Uint32Array;
      const below = table[i + 1] as Uint32Array;
      here[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  return table;
}

/** Above so many lines on one side a comparison would take noticeable time and memory. */
const MAX_LINES = 2000;

/** What changed between two texts, line by line; null when they are too long to compare. */
export function lineDiff(before: string, after: string): DiffLine[] | null {
  const a = before.split("\n");
  const b = after.split("\n");
  if (a.length > MAX_LINES || b.length > MAX_LINES) return null;
  const table = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [old, young] = [a[i], b[j]];
    if (old !== undefined && old === young) {
      lines.push({ kind: "same", text: old });
      i++;
      j++;
    } else if (young === undefined || (old !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: "removed", text: old ?? "" });
      i++;
    } else {
      lines.push({ kind: "added", text: young });
      j++;
    }
  }
  return lines;
}
