import type { QueryKey } from "@tanstack/react-query";

const withoutWindow = (key: QueryKey): string => JSON.stringify(key, (name, value) => (name === "window" ? undefined : value));

/**
 * Keeps the last answer on the screen while the same question is asked over another window of time, so that a refresh moves
 * nothing. The answer to another question is not kept: it would stand under the wrong name.
 */
export const keepAnswer =
  (key: QueryKey) =>
  <Answer>(previous: Answer | undefined, query: { readonly queryKey: QueryKey } | undefined): Answer | undefined =>
    query !== undefined && withoutWindow(query.queryKey) === withoutWindow(key) ? previous : undefined;
