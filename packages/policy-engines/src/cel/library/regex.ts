import { RE2JS } from "re2js";
import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";

const MAX_PATTERNS = 500;
const patterns = new Map<string, RE2JS>();

/** A pattern of RE2, whose time is linear in the text whatever the pattern; the API server uses the same language. */
export function compiledPattern(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known) return known;
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  try {
    const regex = RE2JS.compile(pattern);
    patterns.set(pattern, regex);
    return regex;
  } catch (cause) {
    throw new CelRuntimeError(cause instanceof Error ? cause.message : String(cause));
  }
}

const matches = (text: string, pattern: string): boolean => compiledPattern(pattern).matcher(text).find();

const searchPattern = (pattern: string): RE2JS => {
  try {
    return compiledPattern(pattern);
  } catch (cause) {
    throw new CelRuntimeError(`Illegal regex: ${(cause as Error).message}`);
  }
};

const findAll = (text: string, pattern: string, limit: bigint): string[] => {
  const matcher = searchPattern(pattern).matcher(text);
  const found: string[] = [];
  let end = -1;
  while ((limit < 0n || BigInt(found.length) < limit) && matcher.find()) {
    // Nothing, right after a match, is no match of its own.
    if (matcher.start() !== matcher.end() || matcher.start() !== end) found.push(matcher.group() ?? "");
    end = matcher.end();
  }
  return found;
};

/** `matches` of the language; `find` and `findAll` of Kubernetes. */
export const REGEX: readonly Declaration[] = [
  ["matches(string, string): bool", matches],
  ["string::matches(string): bool", matches],
  ["string::find(string): string", (text: string, pattern: string) => findAll(text, pattern, 1n)[0] ?? ""],
  ["string::findAll(string): list(string)", (text: string, pattern: string) => findAll(text, pattern, -1n)],
  ["string::findAll(string, int): list(string)", findAll],
];
