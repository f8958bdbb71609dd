/** The contract's limit of what is looked at; a shorter text that is too long still is told so by the server. */
const LONGEST = 4000;

/** The query that an address asks; never throws. */
export const readQuery = (params: URLSearchParams): string => (params.get("q") ?? "").slice(0, LONGEST).trim();
