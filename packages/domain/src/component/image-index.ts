import type { ComponentEntry } from "./component-entry";
import { imageParts } from "./image-parts";
import { tagVersion } from "./tag-version";

/** What an image tells of a component. `rank` is the trust of the rule, best first; null versions tell nothing. */
export interface ImageMatch {
  readonly component: string;
  readonly version: string | null;
  readonly rank: number;
}

interface IndexedRule {
  readonly component: string;
  readonly segments: readonly string[];
  readonly rank: number;
  readonly tag?: string;
  readonly tellsVersion: boolean;
}

const endsWith = (segments: readonly string[], end: readonly string[]) =>
  segments.length >= end.length && end.every((segment, i) => segment === segments[segments.length - end.length + i]);

/** Makes the question "which components is this image of?" cheap: the rules are found by the last word of the repository. */
export function imageIndex(catalogue: readonly ComponentEntry[]): (image: string) => ImageMatch[] {
  const byName = new Map<string, IndexedRule[]>();
  for (const { id, detect } of catalogue)
    for (const [rank, rule] of (detect.images ?? []).entries()) {
      const about = typeof rule === "string" ? { image: rule } : rule;
      const { segments } = imageParts(about.image);
      const name = segments.at(-1) ?? "";
      const indexed = { component: id, segments, rank, tellsVersion: !("besides" in about), ...("tag" in about ? { tag: about.tag } : {}) };
      byName.set(name, [...(byName.get(name) ?? []), indexed]);
    }
  return (image) => {
    const { segments, tag } = imageParts(image);
    const best = new Map<string, ImageMatch>();
    for (const rule of byName.get(segments.at(-1) ?? "") ?? [])
      if (!best.has(rule.component) && endsWith(segments, rule.segments)) {
        const version = rule.tellsVersion ? tagVersion(tag, rule.tag) : null;
        best.set(rule.component, { component: rule.component, version, rank: rule.rank });
      }
    return [...best.values()];
  };
}
