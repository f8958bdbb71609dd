/** A query as a screen holds it. TanStack Query's result fits without being named here. */
export interface QueryLike<Data> {
  readonly status: "pending" | "error" | "success";
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Why an answer did not come, in words for the reader. `reference` finds the request in the log; `way` leads to where it can be mended. */
export interface Failure {
  readonly kind: "forbidden" | "notFound" | "failed";
  readonly message: string;
  readonly reference: string | null;
  readonly way?: { readonly label: string; readonly href: string } | null;
}

/** What a screen shows for a query: exactly one of these. */
export type ResolveState<Data> =
  | { readonly state: "loading" }
  | { readonly state: "forbidden" | "notFound" | "failed"; readonly failure: Failure }
  | { readonly state: "empty"; readonly data: Data }
  | { readonly state: "data"; readonly data: Data; readonly refreshFailure: Failure | null };

/**
 * Decides. Data that was seen stays on the screen when a later read fails, with the failure beside it; but not after the
 * right to see it was taken away.
 */
export function resolveState<Data>(
  query: QueryLike<Data>,
  isEmpty: (data: Data) => boolean,
  readFailure: (error: unknown) => Failure,
): ResolveState<Data> {
  const failure = query.status === "error" ? readFailure(query.error) : null;
  if (query.data === undefined || failure?.kind === "forbidden" || failure?.kind === "notFound")
    return failure === null ? { state: "loading" } : { state: failure.kind, failure };
  if (failure === null && isEmpty(query.data)) return { state: "empty", data: query.data };
  return { state: "data", data: query.data, refreshFailure: failure };
}
