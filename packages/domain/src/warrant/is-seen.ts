import { isDeepStrictEqual } from "node:util";
import type { Json } from "@holdfast/contracts/json";
import type { Expectation } from "@holdfast/contracts/warrant";

/** The value at a JSON pointer; undefined where there is none. */
function at(answer: Json, pointer: string): Json | undefined {
  let value: Json | undefined = answer;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function isMet(answer: Json, expected: Expectation): boolean {
  const value = at(answer, expected.at);
  if ("is" in expected) return value !== undefined && isDeepStrictEqual(value, expected.is);
  if ("from" in expected) return typeof value === "number" && value >= expected.from && value <= expected.to;
  return (
    Array.isArray(value) &&
    value.every((item) => Object.entries(expected.each).every(([key, wanted]) => isDeepStrictEqual(at(item, `/${key}`), wanted)))
  );
}

/** Whether an answer is all that was expected of it. What is not there is never as expected. */
export const isSeen = (answer: Json, expectations: readonly Expectation[]): boolean =>
  expectations.every((expected) => isMet(answer, expected));
