/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** True while an input method composes, for example while Pinyin is being typed. */
  readonly isComposing: boolean;
}

/** Where a press happened: what is typed into a field, or inside a dialog or menu, is not a shortcut of the page. */
export type KeyPlace = "page" | "field" | "layer";

/** What was pressed so far of a sequence, and when the last key of it was. */
export interface KeyMemory {
  readonly pressed: string;
  readonly atMs: number;
}

/** A press after the memory: what it fires, and the memory from now on. */
export interface KeyOutcome {
  readonly fired: string | null;
  readonly memory: KeyMemory | null;
}

/** How long the first key of a sequence waits for the second. */
export const SEQUENCE_MS = 1200;

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"]);

/** One press as a word: `g`, `?`, `Enter`, `mod+k`. `mod` is Ctrl, or Cmd on a Mac. */
export function keyWord(press: KeyPress): string | null {
  if (press.isComposing || press.altKey || MODIFIERS.has(press.key)) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrlKey || press.metaKey) return `mod+${key}`;
  // A shifted letter is another key (selection, capital); a shifted sign such as ? is the sign itself.
  return press.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

const isSingleKey = (word: string) => !word.startsWith("mod+");

/**
 * Decides what a press fires among `bindings` (`"mod+k"`, `"j"`, `"g f"`). Bindings without a modifier fire on the page only,
 * and never when the reader has turned single keys off.
 */
export function pressKey(
  press: KeyPress,
  place: KeyPlace,
  nowMs: number,
  memory: KeyMemory | null,
  bindings: ReadonlySet<string>,
  areSingleKeysOn: boolean,
): KeyOutcome {
  const word = keyWord(press);
  if (word === null) return { fired: null, memory };
  if (isSingleKey(word) && (place !== "page" || !areSingleKeysOn)) return { fired: null, memory: null };
  if (memory !== null && nowMs - memory.atMs <= SEQUENCE_MS) {
    const sequence = `${memory.pressed} ${word}`;
    if (bindings.has(sequence)) return { fired: sequence, memory: null };
  }
  for (const binding of bindings) if (binding.startsWith(`${word} `)) return { fired: null, memory: { pressed: word, atMs: nowMs } };
  return { fired: bindings.has(word) ? word : null, memory: null };
}
