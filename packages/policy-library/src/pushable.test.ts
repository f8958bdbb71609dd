import { parsePolicy } from "@holdfast/domain/policy/parse-policy";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { expect, it } from "vitest";
import { readLibrary } from "./read-library";

const library = await readLibrary();

it.each(library.map(({ id, manifests }) => [id, manifests]))("%s can be pushed as it is", (_, manifests) => {
  const parsed = parsePolicy(manifests);
  expect(parsed.isValid ? [] : parsed.problems.map(describeProblem)).toEqual([]);
});
