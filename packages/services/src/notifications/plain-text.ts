const LONGEST = 500;

/**
 * A text that a cluster or a person gave, fit for one line of a message: what would break the line, hide in it or turn it is shown as a
 * mark, and it is no longer than 500 characters.
 */
export function plainText(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, "\uFFFD").trim();
  const letters = Array.from(shown);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : shown;
}
