const PREFIX = "object:";
/** What the contract allows a scope; only a uid that no API server gives is longer. */
const LONGEST = 128;

/** The scope of orders for one object: its agent carries them out one after the other. */
export const objectScope = (uid: string): string => `${PREFIX}${uid}`.slice(0, LONGEST);

/** The uid that a scope is of; null when it is not one of an object. */
export const uidOfScope = (scope: string): string | null => (scope.startsWith(PREFIX) ? scope.slice(PREFIX.length) : null);
