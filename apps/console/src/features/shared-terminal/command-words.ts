import type { ExecCommand } from "@holdfast/contracts/commands/pod-exec";
import type { z } from "zod";

/** A program with its arguments; null for a shell. Or what is wrong with the text. */
export type CommandWords =
  | { readonly command: z.infer<typeof ExecCommand> | null }
  | { readonly wrong: "openQuote" | "emptyWord" | "tooMany" | "tooLong" };

/** As many, and as long, as the contract takes. */
const [MOST_WORDS, LONGEST_WORD] = [64, 1024];

/**
 * Parts a line into words as a person means it: blanks part them, single or double quotes keep a word together, a backslash takes the next
 * letter as it is (not within single quotes). Nothing else is read: no variables, no pipes.
 */
export function commandWords(line: string): CommandWords {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? "";
    if (letter === "\\" && quote !== "'" && at + 1 < line.length) word = (word ?? "") + (line[++at] ?? "");
    else if (quote !== null && letter === quote) quote = null;
    else if (quote === null && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= "";
    } else if (quote === null && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + letter;
  }
  if (quote !== null) return { wrong: "openQuote" };
  if (word !== null) words.push(word);
  if (words.includes("")) return { wrong: "emptyWord" };
  if (words.length > MOST_WORDS) return { wrong: "tooMany" };
  return words.some((each) => each.length > LONGEST_WORD) ? { wrong: "tooLong" } : { command: words.length > 0 ? words : null };
}
