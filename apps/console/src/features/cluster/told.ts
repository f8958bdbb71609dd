// Facts came from a cluster: whatever is not what it should be is left out, never shown as something else.

/** A text with something in it; null for everything else. */
export const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A finite number; null for everything else. */
export const number = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** An object's fields; none for everything else. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** The elements of a list that are objects; none for everything else. */
export const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(record) : []);

/** The texts of a list; none for everything else. */
export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => text(each) !== null) : []);
