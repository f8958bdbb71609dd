/** How long a code of the second factor, or a provider's word, lets its giver do what asks for one. */
export const FRESH_MINUTES = 5;

/** The same in milliseconds. */
export const FRESH_MS = FRESH_MINUTES * 60_000;
