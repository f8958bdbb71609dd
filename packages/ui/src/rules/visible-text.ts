/** A run of text as it may be shown, or one code point that would hide or reorder text, by its name. */
export interface TextPart {
  readonly text: string;
  readonly isHidden: boolean;
}

// Control and format characters (zero-width, bidirectional, tags) and the line separators; tab and line feed are seen.
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const named = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * Splits text from outside so that no character of it is invisible or turns the reading order: a reviewer must see what a
 * cluster will get (the "Trojan Source" class of attack). Joining the parts of `isHidden: false` gives the visible rest.
 */
export function visibleText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isHidden: false });
    parts.push({ text: named(match[0]), isHidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHidden: false });
  return parts;
}

/** The same as one text, for a name that is read out. */
export const visibleName = (text: string): string =>
  visibleText(text)
    .map((part) => part.text)
    .join("");
