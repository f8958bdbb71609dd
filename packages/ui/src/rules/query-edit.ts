/** What could stand between two places of a text. */
export interface QueryCompletion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly QueryOption[];
}

/** One thing that could be written there. After an open one, more of the same term follows; after another, a space. */
export interface QueryOption {
  readonly insert: string;
  readonly label: string;
}

const isOpen = (insert: string) => insert.endsWith(":") || insert.endsWith("=");

/** The text with an option written into it, and where the caret is then. */
export function takeOption(text: string, { from, to }: QueryCompletion, { insert }: QueryOption): { text: string; caret: number } {
  const rest = text.slice(to);
  const gap = isOpen(insert) || /^[\s,]/.test(rest) ? "" : " ";
  const before = `${text.slice(0, from)}${insert}${gap}`;
  return { text: before + rest, caret: before.length };
}

/** The option after a step up or down; past either end none is marked, so that Enter asks what is written. */
export function nextOption(marked: number, step: 1 | -1, count: number): number {
  const next = marked + step;
  return next < -1 ? count - 1 : next >= count ? -1 : next;
}
