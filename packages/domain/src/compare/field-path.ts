/** One step of a path into an object: a key, or the entry of a list by its name. */
interface Step {
  readonly isEntry: boolean;
  readonly text: string;
}

/** A path that a rule gives, ready to be compared with. */
export interface FieldPath {
  readonly text: string;
  readonly steps: readonly Step[];
}

const STEP = /(?<dot>\.?)(?:(?<key>[^.[\]]+)|\[(?<entry>[^[\]]+)\])/y;
/** What hides in a text or turns it. */
const HIDDEN = /\p{C}|\p{Zl}|\p{Zp}/u;

function stepsOf(text: string): Step[] | null {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const { dot, key, entry } = STEP.exec(text)?.groups ?? {};
    const isFirst = steps.length === 0;
    // A key follows a dot, but for the first; an entry follows its list.
    if (dot === undefined || (key !== undefined && (dot === "") !== isFirst) || (entry !== undefined && (isFirst || dot !== "")))
      return null;
    steps.push({ isEntry: entry !== undefined, text: entry ?? key ?? "" });
  }
  return steps.length === 0 ? null : steps;
}

/**
 * Reads the path of a rule, as differences name fields: `template.containers[core].limits.memory`. A star is a key of its own or, as
 * `[*]`, an entry. Null for what is no such path, or has a star inside a key or something that cannot be seen.
 */
export function readFieldPath(text: string): FieldPath | null {
  const steps = HIDDEN.test(text) ? null : stepsOf(text);
  if (steps === null || steps.some((step) => !step.isEntry && step.text !== "*" && step.text.includes("*"))) return null;
  return { text, steps };
}

/** Whether a path of a rule means this field. A star stands for one key or one entry, as a key at the end for everything below. */
export function meansField({ text, steps }: FieldPath, field: string): boolean {
  if (text === field) return true;
  const others = stepsOf(field);
  if (others === null) return false;
  const last = steps.at(-1);
  const isOpen = last !== undefined && !last.isEntry && last.text === "*";
  if (isOpen ? others.length < steps.length : others.length !== steps.length) return false;
  return steps.every((step, i) => {
    if (isOpen && i === steps.length - 1) return true;
    const other = others[i];
    return other?.isEntry === step.isEntry && (step.text === "*" || step.text === other.text);
  });
}
