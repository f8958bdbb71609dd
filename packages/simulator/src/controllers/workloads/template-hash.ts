import type { PodTemplate } from "../../kube/types/pod";

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";
/** The label that tells the pods of one template from those of another. */
export const HASH_LABEL = "pod-template-hash";

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, canonical(item)]),
  );
};

const hashes = new WeakMap<PodTemplate, string>();

/** A short name for a template: the same for equal templates, in whatever order their fields are. */
export function templateHash(template: PodTemplate): string {
  const known = hashes.get(template);
  if (known) return known;
  const text = JSON.stringify(canonical(template));
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    a = Math.imul(a ^ text.charCodeAt(i), 2_654_435_761);
    b = Math.imul(b ^ text.charCodeAt(i), 1_597_334_677);
  }
  const hash = [a >>> 0, b >>> 0].flatMap((word) => Array.from({ length: 5 }, (_, i) => LETTERS[Math.floor(word / 27 ** i) % 27])).join("");
  hashes.set(template, hash);
  return hash;
}
