/** The version at the head of a tag, without the `v` and without the name of a variant; a pre-release stays. */
const VERSION = /^v?(\d+(?:\.\d+){0,3}(?:-(?:alpha|beta|rc|ea|pre|dev)[.\d-]*\d?)?)(?![\w.])/i;

/**
 * The version that a tag tells: all of it, or what the rule's expression finds in it. Null for `latest` and the like, which tell nothing.
 */
export function tagVersion(tag: string | null, rule?: string): string | null {
  if (tag === null) return null;
  const [, version] = (rule === undefined ? VERSION : new RegExp(rule)).exec(tag) ?? [];
  return version ?? null;
}

const order = new Intl.Collator("en", { numeric: true });

/** Each version once, the newest first. */
export const newestFirst = (versions: Iterable<string>): string[] => [...new Set(versions)].sort((a, b) => order.compare(b, a));
