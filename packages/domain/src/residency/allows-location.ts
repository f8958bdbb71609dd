/** The annotation or label that says where an object may be, and on a cluster where it is. */
export const LOCATION_KEY = "compliance/location";

/** The places that a value names, with commas between several; an annotation may name several, a label one. */
export const placesIn = (value: string): string[] =>
  value
    .split(",")
    .map((place) => place.trim().toLowerCase())
    .filter((place) => place !== "");

/**
 * Whether an object that is bound to places may be at a location: it is one of them, or a part of one (`cn` allows `cn-hangzhou`). A value
 * that names no place allows none: whoever wrote it meant something.
 */
export const allowsLocation = (value: string, location: string): boolean => {
  const at = location.trim().toLowerCase();
  return placesIn(value).some((place) => at === place || at.startsWith(`${place}-`));
};

/** Where a cluster is: by its label where it has one, by its region otherwise. */
export function locationOf({ region, labels }: { readonly region: string; readonly labels: unknown }): string {
  const label = typeof labels === "object" && labels !== null ? (labels as Record<string, unknown>)[LOCATION_KEY] : undefined;
  return typeof label === "string" && label.trim() !== "" ? label : region;
}
