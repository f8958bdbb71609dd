/** What the address of the search says. */
export interface SearchAddress {
  readonly query: string;
  readonly direction: "asc" | "desc";
}

/** The contract's limit of what is looked at; a longer text is told so by the server. */
const LONGEST = 4000;

/** Reads the address; never throws. */
export const readSearchAddress = (params: URLSearchParams): SearchAddress => ({
  query: (params.get("q") ?? "").slice(0, LONGEST).trim(),
  direction: params.get("sort") === "-name" ? "desc" : "asc",
});

/** Writes the address, as the query of one. */
export function writeSearchAddress({ query, direction }: SearchAddress): string {
  const params = new URLSearchParams();
  if (query !== "") params.set("q", query);
  if (direction === "desc") params.set("sort", "-name");
  return params.toString();
}
