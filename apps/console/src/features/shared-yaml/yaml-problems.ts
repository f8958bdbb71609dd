import type { TextProblem } from "@holdfast/ui/code-editor";

const PLACE = /^line (\d+), column (\d+): (.+)$/;

/**
 * The problems of a text as the server words them, a line each; null when the message is about something else. The place is
 * read out of the words because a fault carries nothing else across.
 */
export function readProblems(message: string): TextProblem[] | null {
  const problems = message.split("\n").map((line) => {
    const found = PLACE.exec(line);
    return found && { line: Number(found[1]), column: Number(found[2]), message: found[3] ?? "" };
  });
  return problems.every((problem) => problem !== null) ? problems : null;
}
