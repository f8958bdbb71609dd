import type { z } from "zod";

/** What an issue of a schema means for the person who wrote the field. */
export interface Explanation {
  readonly message: string;
  readonly remedy: string;
}

/** Zod's own wording says what a program expected; the contracts' own messages are written for people and are kept. */
const isForPeople = (message: string) => !/^(Invalid|Too (small|big)|Unrecognized)/.test(message);

const article = (word: string) => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

const nameOf: Record<string, string> = { array: "list", record: "map", object: "map", int: "whole number" };
const typeName = (expected: string) => nameOf[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : article(typeof value);
}

const listed = (values: readonly unknown[]) => values.map((value) => String(value)).join(", ");

const size = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string => {
  const bound = "minimum" in issue ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (issue.origin === "string") return `must be ${bound} characters long`;
  if (issue.origin === "array") return `must have ${bound} entries`;
  return `must be ${bound}`;
};

/** `value` is what the text holds at the field, if it is there at all. */
export function explainIssue(issue: z.core.$ZodIssue, isPresent: boolean, value: unknown): Explanation {
  if (!isPresent) {
    const wanted = issue.code === "invalid_type" ? ` with ${article(typeName(issue.expected))}` : "";
    return { message: "is missing", remedy: `add it${wanted}` };
  }
  if (isForPeople(issue.message)) return { message: issue.message, remedy: "" };
  switch (issue.code) {
    case "invalid_type": {
      const wanted = article(typeName(issue.expected));
      const isQuotedNumber = ["number", "int"].includes(issue.expected) && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
      return {
        message: `must be ${wanted}, not ${kindOf(value)}`,
        remedy: isQuotedNumber ? "remove the quotes" : `write ${wanted}`,
      };
    }
    case "invalid_value":
      return { message: `must be one of: ${listed(issue.values)}`, remedy: `write ${String(issue.values[0])}, for example` };
    case "too_small":
    case "too_big":
      return { message: size(issue), remedy: "change it to a value within the bounds" };
    case "invalid_union":
      return { message: `can't be ${kindOf(value)}`, remedy: "see the step's reference for what it may be" };
    default:
      return { message: "has a value that is not allowed here", remedy: "see the plan's reference for what it may be" };
  }
}
