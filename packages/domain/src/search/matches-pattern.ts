import type { Pattern } from "./search-query";

/** Whether the whole text is what the pattern says, in any case. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const [first = "", ...others] = pattern.map((part) => part.toLowerCase());
  const lower = text.toLowerCase();
  const last = others.pop();
  if (last === undefined) return lower === first;
  if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of others) {
    const found = lower.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= lower.length - last.length;
}
