import { LABEL_KEY, LABEL_VALUE } from "@holdfast/contracts/label-pattern";

/** Labels out of a text, or the first line that is none. */
export type ReadLabels = { readonly labels: Record<string, string> } | { readonly wrongLine: string };

/** Reads `key=value` pairs, one a line or with commas. Whether key and value may be so is for the contract's schema to say. */
export function readLabels(text: string): ReadLabels {
  const labels: Record<string, string> = {};
  for (const part of text.split(/[\n,]/)) {
    const line = part.trim();
    if (line === "") continue;
    const at = line.indexOf("=");
    const key = line.slice(0, at).trim();
    // A key that would reach for the prototype is no label key either.
    if (at <= 0 || key in labels) return { wrongLine: line };
    labels[key] = line.slice(at + 1).trim();
  }
  return { labels };
}

/** The first line of a text that is no label for Kubernetes; null when it takes them all. */
export function wrongLabel(text: string): string | null {
  const read = readLabels(text);
  if ("wrongLine" in read) return read.wrongLine;
  const wrong = Object.entries(read.labels).find(([key, value]) => !LABEL_KEY.test(key) || !LABEL_VALUE.test(value));
  return wrong ? wrong.join("=") : null;
}

/** The same labels as a text that is read back to them. */
export const writtenLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(([key, value]) => `${key}=${value}`)
    .join("\n");
